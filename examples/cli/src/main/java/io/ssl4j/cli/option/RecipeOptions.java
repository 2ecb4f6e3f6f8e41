package io.ssl4j.cli.option;

import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.ViewOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How views are made: a recipe or the operations of whole views, and changes of single operations. */
public final class RecipeOptions {

    @Option(
            names = "--views",
            paramLabel = "RECIPE",
            description = "A recipe by name, or the operations of whole views such as 'crop(0.2..1), flip(0.5)', two"
                    + " views joined by '|'; 'ssl4j views' lists both. Default: the method's recipe; to draw, one that"
                    + " suits most samples.")
    public String views;

    @Option(
            names = "--view",
            paramLabel = "CHANGE",
            description = "Change an operation of the recipe: flip=off, vertical-flip=0.5, crop.scale=0.3,"
                    + " blur=0.5,sigma=0.1..2; of one view only with its name, '2: solarize=0.2' or 'local: blur=off'."
                    + " May be repeated; changes are made in order.")
    public List<String> changes = new ArrayList<>();

    /**
     * Adds what is given to the options of a method.
     *
     * @param given values by option
     * @param declared the options of the method
     * @throws IllegalArgumentException if the method has no such options, or both forms of one are given
     */
    Map<String, String> addTo(Map<String, String> given, List<MethodOption> declared) {
        Map<String, String> all = new LinkedHashMap<>(given);
        boolean found = false;
        for (MethodOption option : declared) {
            String name = option.name().replaceFirst("^.*\\.", "");
            found |= name.equals(ViewOptions.VIEW);
            if (name.equals(ViewOptions.VIEWS) && views != null && all.put(option.name(), views) != null) {
                throw new IllegalArgumentException(
                        "give either --views or --set " + option.name() + "=RECIPE, got both");
            }
            if (name.equals(ViewOptions.VIEW) && !changes.isEmpty()) {
                all.merge(option.name(), String.join("; ", changes), (before, more) -> before + "; " + more);
            }
        }
        if (!found && (views != null || !changes.isEmpty())) {
            throw new IllegalArgumentException("--views and --view need a method whose views are made by a recipe");
        }
        return all;
    }

    /**
     * Checks what is given, apart from what depends on the samples.
     *
     * @throws IllegalArgumentException if it names what there is not, or has values that cannot be
     */
    public void check(Modality<?> modality) {
        if (views != null) {
            check("--views", views, () -> ViewOptions.requireViews(modality, views));
        }
        changes.forEach(
                change -> check("--view", change, () -> modality.viewCatalog().changes(change)));
    }

    private static void check(String option, String value, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " got '" + value + "': " + e.getMessage(), e);
        }
    }

    /** Forgets what is given, once it is among the options of a method. */
    void clear() {
        views = null;
        changes = new ArrayList<>();
    }
}

package io.ssl4j.core.registry;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.numerics.DidYouMean;
import io.ssl4j.core.recipe.ViewCatalog;
import io.ssl4j.core.recipe.ViewRecipe;
import java.util.ArrayList;
import java.util.List;

/**
 * The options that change a method's views, for every modality: a recipe or whole views ({@value #VIEWS}), changes of
 * single operations ({@value #VIEW}), and short forms for the most frequent ones.
 */
public final class ViewOptions {

    /** The option for a recipe by name, or for the operations of whole views. */
    public static final String VIEWS = "views";

    /** The option for changes of single operations, joined by semicolons. */
    public static final String VIEW = "view";

    private static final String AUTO = "auto";
    private static final String CROP_SCALE = "crop-scale";
    private static final String COUNT = "local-views";
    private static final String SIZE = "local-size";

    private ViewOptions() {}

    /** Returns the options for the views that a method needs. */
    public static List<MethodOption> of(Modality<?> modality, ViewNeed need) {
        ViewCatalog<?> catalog = modality.viewCatalog();
        List<String> recipes = recipes(modality, isCrops(need));
        List<MethodOption> options = new ArrayList<>();
        options.add(MethodOption.text(
                        VIEWS,
                        AUTO,
                        "auto for the method's own, a recipe (" + String.join(", ", recipes)
                                + "), or operations such as 'crop(0.2..1), jitter(0.1)'; see 'ssl4j views'")
                .checked(text -> checkViews(modality, need, text)));
        options.add(MethodOption.text(
                        VIEW,
                        "",
                        "changes of single operations, such as 'jitter=off; crop.scale=0.3'; see 'ssl4j views'")
                .checked(text -> catalog.changes(text)));
        options.add(MethodOption.optionalDecimal(
                CROP_SCALE,
                "smallest fraction of the sample that a " + (isCrops(need) ? "full-sized " : "")
                        + "crop keeps, 0..1; short for --view crop.scale= (default: the recipe's)"));
        if (isCrops(need)) {
            options.add(MethodOption.optionalDecimal(
                    COUNT, "small crops of each sample, 0 for none (default: the recipe's)"));
            options.add(MethodOption.optionalDecimal(
                    SIZE, "size of a small crop as a fraction of the full size (default: the recipe's)"));
        }
        return options;
    }

    private static boolean isCrops(ViewNeed need) {
        return need.shape() == ViewNeed.Shape.MULTI_CROP;
    }

    private static List<String> recipes(Modality<?> modality, boolean crops) {
        return modality.recipes().stream()
                .filter(recipe -> recipe.groups().size() == (crops ? 2 : 1))
                .map(ViewRecipe::name)
                .toList();
    }

    /** A word is the name of a recipe, unless it is that of an operation. */
    private static boolean isName(ViewCatalog<?> catalog, String text) {
        return text.matches("[a-z0-9-]+")
                && !text.equals("none")
                && catalog.operations().stream().noneMatch(type -> type.name().equals(text));
    }

    private static void checkViews(Modality<?> modality, ViewNeed need, String text) {
        if (text.equals(AUTO)) {
            return;
        }
        if (isName(modality.viewCatalog(), text)) {
            List<String> recipes = recipes(modality, isCrops(need));
            if (!recipes.contains(text)) {
                throw new IllegalArgumentException("there is no recipe '" + text + "' of "
                        + (isCrops(need) ? "crops of two sizes" : "views of one size") + " for " + modality.samples()
                        + DidYouMean.then(text, recipes, "the recipes are " + String.join(", ", recipes)));
            }
        } else {
            modality.viewCatalog().requireViews(text);
        }
    }

    /**
     * Checks a recipe's name, or the operations of whole views, apart from what depends on the input.
     *
     * @throws IllegalArgumentException if it names what there is not; the message names the nearest, and all
     */
    public static void requireViews(Modality<?> modality, String text) {
        if (isName(modality.viewCatalog(), text)) {
            named(modality, text);
        } else {
            modality.viewCatalog().requireViews(text);
        }
    }

    private static <T> ViewRecipe<T> named(Modality<T> modality, String name) {
        List<String> names = modality.recipes().stream().map(ViewRecipe::name).toList();
        return modality.recipes().stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no recipe '" + name + "' for " + modality.samples()
                                + DidYouMean.then(name, names, "the recipes are " + String.join(", ", names))));
    }

    /**
     * Returns the recipe that a text means: a name, adapted to the input, or whole views in place of those of another.
     */
    public static <T> ViewRecipe<T> recipe(
            Modality<T> modality, EncoderInput<T> input, ViewRecipe<T> base, String text) {
        return isName(modality.viewCatalog(), text) ? named(modality, text).adaptedTo(input) : base.withViews(text);
    }

    /** Returns the recipe that the options describe, without what cannot work on the input. */
    public static <T> ViewRecipe<T> recipe(
            Modality<T> modality, EncoderInput<T> input, ViewNeed need, MethodOptions options) {
        ViewRecipe<T> recipe = modality.recipe(need, input).adaptedTo(input);
        String text = options.text(VIEWS).orElse(AUTO);
        boolean named = !text.equals(AUTO) && isName(modality.viewCatalog(), text);
        if (named) {
            recipe = recipe(modality, input, recipe, text);
        }
        recipe = isCrops(need) ? withLocal(recipe, options) : recipe.withCopies(need.copies());
        if (!named && !text.equals(AUTO)) {
            recipe = recipe.withViews(text);
        }
        if (options.optionalDecimal(CROP_SCALE).isPresent()) {
            String smallest = options.text(CROP_SCALE).orElseThrow();
            recipe = recipe.with((isCrops(need) ? ViewRecipe.GLOBAL + ": " : "") + "crop=" + smallest);
        }
        for (String change : modality.viewCatalog().changes(options.text(VIEW).orElse(""))) {
            recipe = recipe.with(change);
        }
        return recipe;
    }

    /** Returns the views that the options describe. */
    public static <T> ViewGenerator<T> views(
            Modality<T> modality, EncoderInput<T> input, ViewNeed need, MethodOptions options) {
        return recipe(modality, input, need, options).views(input);
    }

    private static <T> ViewRecipe<T> withLocal(ViewRecipe<T> recipe, MethodOptions options) {
        ViewRecipe.Group local = recipe.groups().get(1);
        double count = options.optionalDecimal(COUNT).orElse(local.copies().size());
        if (count < 0 || count != Math.rint(count)) {
            throw new IllegalArgumentException(
                    "option '" + COUNT + "' must be a whole number of at least 0, got " + count);
        }
        return recipe.withLocal((int) count, options.optionalDecimal(SIZE).orElse(local.size()));
    }
}

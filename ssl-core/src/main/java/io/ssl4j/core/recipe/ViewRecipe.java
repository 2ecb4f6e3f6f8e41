package io.ssl4j.core.recipe;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.numerics.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Named views of a sample as a value: which operations make each view, in which order, with which numbers. It is read
 * from text and changed by name, then turned into views for an encoder's input. Immutable.
 *
 * <pre>{@code
 * Recipes.BYOL.without("flip").with("vertical-flip=0.5").with("2:solarize=0.1").views(input)
 * }</pre>
 *
 * @param catalog the operations
 * @param name as on the command line, for example "simclr"
 * @param source the source of its numbers
 * @param groups the groups of views, the full-sized ones first
 * @param <T> the sample type
 */
public record ViewRecipe<T>(ViewCatalog<T> catalog, String name, String source, List<Group> groups) {

    /** The name of the group of a recipe whose views have one size. */
    public static final String VIEWS = "views";

    /** The name of the full-sized group of a recipe of two sizes. */
    public static final String GLOBAL = "global";

    /** The name of the group of small views of a recipe of two sizes. */
    public static final String LOCAL = "local";

    /**
     * Views of one size.
     *
     * @param view the group's name in the batch
     * @param size their height and width, or their length, as a fraction of that of the encoder's input, above 0, at
     *     most 1
     * @param copies the steps of each
     */
    public record Group(String view, double size, List<List<RecipeStep>> copies) {

        public Group {
            Require.range("the size of view '" + view + "'", size, size, 1e-6, 1);
            copies = copies.stream().map(List::copyOf).toList();
            if (copies.isEmpty()) {
                throw new IllegalArgumentException("view '" + view + "' needs at least one copy, got none");
            }
        }

        private Group map(UnaryOperator<List<RecipeStep>> change) {
            return new Group(view, size, copies.stream().map(change).toList());
        }
    }

    public ViewRecipe {
        groups = List.copyOf(groups);
    }

    /**
     * Makes a recipe of views of one size.
     *
     * @param views one text for each view, such as "crop(0.2..1), flip(0.5)"
     */
    public static <T> ViewRecipe<T> of(ViewCatalog<T> catalog, String name, String source, String... views) {
        List<List<RecipeStep>> copies = Stream.of(views).map(catalog::steps).toList();
        return new ViewRecipe<>(catalog, name, source, List.of(new Group(VIEWS, 1, copies)));
    }

    /**
     * Makes a recipe of full-sized views "global" and smaller views "local".
     *
     * @param global one text for each full-sized view
     * @param locals the number of smaller views
     * @param size their size as a fraction of the full one
     * @param local the text of every smaller view
     */
    public static <T> ViewRecipe<T> multiCrop(
            ViewCatalog<T> catalog,
            String name,
            String source,
            List<String> global,
            int locals,
            double size,
            String local) {
        return new ViewRecipe<>(
                catalog,
                name,
                source,
                List.of(
                        new Group(GLOBAL, 1, global.stream().map(catalog::steps).toList()),
                        new Group(LOCAL, size, Collections.nCopies(locals, catalog.steps(local)))));
    }

    /**
     * Changes, adds or removes an operation. A change reaches all views unless it begins with the name of one:
     *
     * <pre>
     * flip=off                      removes it
     * vertical-flip                 adds it with its defaults
     * blur=0.5, sigma=0.1..2        changes these values, or adds it with them
     * blur(0.5, sigma=0.1..2)       the same
     * crop.scale=0.3                changes one value where the operation is
     * 2: solarize=0.2               only the second view
     * local: blur=off               only the small views; "global 1: ..." only the first of the full-sized
     * </pre>
     *
     * An operation that is added goes to its place in the usual order of the {@link ViewCatalog}.
     *
     * @throws IllegalArgumentException if a name is unknown, a value cannot be, or nothing would change
     */
    public ViewRecipe<T> with(String change) {
        return ViewChange.parse(catalog, change).applyTo(this);
    }

    /** Removes an operation, "flip", or that of one view, "2: flip". */
    public ViewRecipe<T> without(String operation) {
        return with(operation + "=off");
    }

    /**
     * Replaces the operations of views. "crop(0.2..1), flip(0.5)" is every view; several views are joined by "|" and
     * cycle over those of the recipe; in a recipe of two sizes each begins with its name, "global: ... | local: ...".
     *
     * @throws IllegalArgumentException if a name is unknown, a value cannot be, or a view is not named
     */
    public ViewRecipe<T> withViews(String text) {
        return ViewTexts.applyTo(this, text);
    }

    /** Sets the number of full-sized copies, which cycle through the recipe's own, starting with the first. */
    public ViewRecipe<T> withCopies(int copies) {
        Require.count("the copies of a view", copies, 1);
        Group full = groups.get(0);
        List<List<RecipeStep>> steps = IntStream.range(0, copies)
                .mapToObj(i -> full.copies.get(i % full.copies.size()))
                .toList();
        List<Group> changed = new ArrayList<>(groups);
        changed.set(0, new Group(full.view, full.size, steps));
        return withGroups(changed);
    }

    /** Sets the number and relative size of the small views "local"; with 0, only the full-sized ones remain. */
    public ViewRecipe<T> withLocal(int copies, double size) {
        Require.count("the local copies of a recipe", copies, 0);
        if (groups.stream().noneMatch(g -> g.view.equals(LOCAL))) {
            throw new IllegalStateException("the recipe '" + name
                    + "' has no small views 'local' to change; choose one that has, of crops of two sizes");
        }
        List<Group> changed = new ArrayList<>();
        for (Group g : groups) {
            if (!g.view.equals(LOCAL)) {
                changed.add(g);
            } else if (copies > 0) {
                changed.add(new Group(g.view, size, Collections.nCopies(copies, g.copies.get(0))));
            }
        }
        return withGroups(changed);
    }

    /** Leaves out what cannot work on an input: changes of colour on images that are not RGB. */
    public ViewRecipe<T> adaptedTo(EncoderInput<T> input) {
        return catalog.adapted(this, input);
    }

    /** Changes the steps of every view; for catalogs. */
    public ViewRecipe<T> map(UnaryOperator<List<RecipeStep>> change) {
        return withGroups(groups.stream().map(g -> g.map(change)).toList());
    }

    ViewRecipe<T> withGroups(List<Group> changed) {
        return new ViewRecipe<>(catalog, name, source, changed);
    }

    /**
     * Makes the views for an encoder's input.
     *
     * @throws IllegalArgumentException if an operation cannot work on the input; see {@link #adaptedTo}
     */
    public ViewGenerator<T> views(EncoderInput<T> input) {
        return catalog.views(this, input);
    }

    /**
     * Describes the views, "view 1: crop(0.2..1), flip(0.5)", equal neighbours on one line. What follows the colon is a
     * text for {@link #of} and {@link #withViews}.
     */
    public String text() {
        List<String> lines = new ArrayList<>();
        for (Group group : groups) {
            for (int from = 0; from < group.copies.size(); ) {
                int to = from;
                while (to + 1 < group.copies.size() && group.copies.get(to + 1).equals(group.copies.get(from))) {
                    to++;
                }
                String first = ViewSpec.label(group.view, from);
                lines.add(first + (to > from ? " to " + (to + 1) : "")
                        + (group.size < 1 ? " (size " + Require.number(group.size) + ")" : "") + ": "
                        + catalog.text(group.copies.get(from)));
                from = to + 1;
            }
        }
        return String.join("\n", lines);
    }

    @Override
    public String toString() {
        return name + "\n" + text();
    }
}

package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.series.SeriesInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A named, adjustable arrangement of views that can be turned into {@link SeriesViews} for an encoder's input: {@code
 * SeriesRecipes.DEFAULT.withCropScale(0.3, 1).views(input)}.
 *
 * @param name as on the command line, for example "series-default"
 * @param source the source of its numbers
 * @param groups the groups of views, the full-sized ones first
 */
public record SeriesRecipe(String name, String source, List<Group> groups) {

    /**
     * Copies of one length.
     *
     * @param view the group's name in the batch
     * @param share its length as a fraction of that of the encoder's input, above 0 and at most 1
     * @param copies the pipeline of each copy
     */
    public record Group(String view, double share, List<SeriesAugmentation> copies) {

        public Group {
            Require.range("the share of view '" + view + "'", share, share, 1e-6, 1);
            copies = List.copyOf(copies);
            if (copies.isEmpty()) {
                throw new IllegalArgumentException("view '" + view + "' needs at least one copy, got none");
            }
        }

        private Group map(UnaryOperator<SeriesAugmentation> change) {
            return new Group(view, share, copies.stream().map(change).toList());
        }
    }

    public SeriesRecipe {
        groups = List.copyOf(groups);
    }

    /** Makes a recipe of copies "views". */
    public static SeriesRecipe of(String name, String source, SeriesAugmentation... copies) {
        return new SeriesRecipe(name, source, List.of(new Group(SeriesViews.VIEWS, 1, List.of(copies))));
    }

    /**
     * Makes a recipe of full copies "global" and {@code locals} shorter copies "local".
     *
     * @param localShare the length of the shorter copies as a fraction of that of the full ones
     */
    public static SeriesRecipe multiCrop(
            String name,
            String source,
            List<SeriesAugmentation> globals,
            SeriesAugmentation local,
            int locals,
            double localShare) {
        return new SeriesRecipe(
                name,
                source,
                List.of(
                        new Group(SeriesViews.GLOBAL, 1, globals),
                        new Group(SeriesViews.LOCAL, localShare, Collections.nCopies(locals, local))));
    }

    /** Changes the pipeline of every copy. */
    public SeriesRecipe map(UnaryOperator<SeriesAugmentation> change) {
        return withGroups(groups.stream().map(g -> g.map(change)).toList());
    }

    /**
     * Sets the crop scale of the full copies; the shorter ones of a multi-crop keep theirs. A copy without a crop gets
     * one as its first step.
     */
    public SeriesRecipe withCropScale(double min, double max) {
        return withGroups(groups.stream()
                .map(g -> g.view.equals(SeriesViews.LOCAL) ? g : g.map(copy -> copy.withCropScale(min, max)))
                .toList());
    }

    /** Sets the number of full copies, which cycle through the recipe's own, starting with the first. */
    public SeriesRecipe withCopies(int copies) {
        Require.count("the copies of a view", copies, 1);
        Group full = groups.get(0);
        List<SeriesAugmentation> pipelines = IntStream.range(0, copies)
                .mapToObj(i -> full.copies.get(i % full.copies.size()))
                .toList();
        List<Group> changed = new ArrayList<>(groups);
        changed.set(0, new Group(full.view, full.share, pipelines));
        return withGroups(changed);
    }

    /** Sets the number and relative length of the shorter copies "local"; with 0, only the full ones remain. */
    public SeriesRecipe withLocal(int copies, double share) {
        Require.count("the local copies of a recipe", copies, 0);
        if (groups.stream().noneMatch(g -> g.view.equals(SeriesViews.LOCAL))) {
            throw new IllegalStateException(
                    "the recipe '" + name + "' has no shorter views 'local' to change; choose one"
                            + " that has, such as '" + SeriesRecipes.MULTI_CROP.name() + "'");
        }
        List<Group> changed = new ArrayList<>();
        for (Group g : groups) {
            if (!g.view.equals(SeriesViews.LOCAL)) {
                changed.add(g);
            } else if (copies > 0) {
                changed.add(new Group(g.view, share, Collections.nCopies(copies, g.copies.get(0))));
            }
        }
        return withGroups(changed);
    }

    private SeriesRecipe withGroups(List<Group> changed) {
        return new SeriesRecipe(name, source, changed);
    }

    /**
     * Makes the views for an encoder's input.
     *
     * @throws IllegalArgumentException if an operation cannot work on the input; the message says what it needs
     */
    public SeriesViews views(SeriesInput input) {
        SeriesViews.Builder views = SeriesViews.builder(input);
        for (Group group : groups) {
            views.view(group.view, group.share, group.copies);
        }
        return views.build();
    }
}

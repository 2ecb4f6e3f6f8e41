package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.series.SeriesInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A named arrangement of views that can still be adjusted and is then turned into {@link SeriesViews} for an encoder's
 * input: {@code SeriesRecipes.DEFAULT.withCropScale(0.3, 1).views(input)}.
 *
 * @param name as on the command line, for example "series-default"
 * @param source where its numbers come from
 * @param groups the groups of views, the full-sized ones first
 */
public record SeriesRecipe(String name, String source, List<Group> groups) {

    /**
     * Copies of one length.
     *
     * @param view the group's name in the batch
     * @param share its length as a part of the encoder input's, above 0 and at most 1
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

    /** A recipe of copies "views". */
    public static SeriesRecipe of(String name, String source, SeriesAugmentation... copies) {
        return new SeriesRecipe(name, source, List.of(new Group(SeriesViews.VIEWS, 1, List.of(copies))));
    }

    /**
     * A recipe of full copies "global" and {@code locals} shorter copies "local".
     *
     * @param localShare the length of the shorter ones as a part of the full
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
     * The crop scale of the full copies; the shorter ones of a multi-crop keep theirs. A copy without a crop begins
     * with one.
     */
    public SeriesRecipe withCropScale(double min, double max) {
        return withGroups(groups.stream()
                .map(g -> g.view.equals(SeriesViews.LOCAL) ? g : g.map(copy -> copy.withCropScale(min, max)))
                .toList());
    }

    /** Another number of full copies: the recipe's own in turn, from the first on. */
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

    /** The number and relative length of the shorter copies "local"; with 0 copies only the full ones are left. */
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
     * The views for an encoder's input.
     *
     * @throws IllegalArgumentException if an operation cannot work on the input, saying what it needs
     */
    public SeriesViews views(SeriesInput input) {
        SeriesViews.Builder views = SeriesViews.builder(input);
        for (Group group : groups) {
            views.view(group.view, group.share, group.copies);
        }
        return views.build();
    }
}

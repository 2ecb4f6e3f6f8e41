package io.ssl4j.core.series.augment;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes the random views of a series for a training step: named groups of copies, each copy with its own pipeline. The
 * series is normalised by the encoder's input, then augmented, then written as a row. Copy number {@code k}, counted
 * over all groups in order, draws from {@code key.child(k)}. Immutable and safe for use by several threads; once a
 * thread has seen the longest series, making a view allocates nothing.
 *
 * <pre>{@code
 * SeriesViews.pair(input, pipeline);                             // "views": two copies, for SimCLR
 * SeriesViews.pair(input, weak, strong);                         // "views": TS-TCC's two
 * SeriesViews.multiCrop(input, List.of(large, large), small, 4, 0.5);    // "global", and "local" of half length
 * }</pre>
 */
public final class SeriesViews implements ViewGenerator<Series> {

    /** The name of the group that {@link #pair} and {@link #copies} make. */
    public static final String VIEWS = "views";

    /** The name of the full-sized group of {@link #multiCrop}. */
    public static final String GLOBAL = "global";

    /** The name of the group of shorter rows of {@link #multiCrop}. */
    public static final String LOCAL = "local";

    private record Group(ViewSpec spec, SeriesInput rows, List<SeriesAugmentation> copies) {}

    private static final class Workspace {
        private final SeriesBuffer series = new SeriesBuffer();
        private final RandomStream random = RandomKey.of(0).stream();
    }

    private final SeriesInput input;
    private final Group[] groups;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    private SeriesViews(SeriesInput input, List<Group> groups) {
        this.input = input;
        this.groups = groups.toArray(new Group[0]);
    }

    /** Returns two copies "views" of one pipeline. */
    public static SeriesViews pair(SeriesInput input, SeriesAugmentation pipeline) {
        return copies(input, pipeline, 2);
    }

    /** Returns two copies "views", each with its own pipeline. */
    public static SeriesViews pair(SeriesInput input, SeriesAugmentation first, SeriesAugmentation second) {
        return builder(input).view(VIEWS, first, second).build();
    }

    /** Returns several copies "views" of one pipeline. */
    public static SeriesViews copies(SeriesInput input, SeriesAugmentation pipeline, int copies) {
        Require.count("the copies of a view", copies, 1);
        return builder(input)
                .view(VIEWS, 1, Collections.nCopies(copies, pipeline))
                .build();
    }

    /**
     * Returns full copies "global" and shorter ones "local".
     *
     * @param globals one pipeline for each full copy
     * @param local the pipeline of every shorter copy; it must begin with a {@link CropAndResize} or another operation
     *     that sets the length
     * @param locals the number of shorter copies, at least 1
     * @param localShare the length of their rows as a fraction of that of the input's, above 0 and at most 1
     */
    public static SeriesViews multiCrop(
            SeriesInput input,
            List<SeriesAugmentation> globals,
            SeriesAugmentation local,
            int locals,
            double localShare) {
        Require.count("the local copies of a multi-crop", locals, 1);
        return builder(input)
                .view(GLOBAL, 1, globals)
                .view(LOCAL, localShare, Collections.nCopies(locals, local))
                .build();
    }

    /** Returns a builder of views for an encoder's input. */
    public static Builder builder(SeriesInput input) {
        return new Builder(input);
    }

    @Override
    public List<ViewSpec> layout() {
        return List.of(groups).stream().map(Group::spec).toList();
    }

    @Override
    public void write(Series sample, RandomKey key, ViewSlot slot) {
        input.requireFits(sample);
        Workspace workspace = workspaces.get();
        long address = 0;
        for (Group group : groups) {
            for (int v = 0; v < group.copies.size(); v++) {
                workspace.random.reset(RandomKey.childState(key.state(), address++));
                workspace.series.load(sample, rowSteps(group, sample.length()));
                write(group, v, workspace, slot);
            }
        }
    }

    private void write(Group group, int copy, Workspace workspace, ViewSlot slot) {
        SeriesBuffer series = workspace.series;
        input.normalize(series.values(), series.steps());
        group.copies.get(copy).apply(series, workspace.random);
        SeriesInput rows = group.rows;
        if (series.steps() > rows.length() || (!rows.variable() && series.steps() < rows.length())) {
            throw new IllegalArgumentException("a view must have " + (rows.variable() ? "at most " : "")
                    + rows.length() + " time steps, got " + series.steps() + " from the pipeline ("
                    + group.copies.get(copy) + "); let its operations keep the length, or bring it to rowSteps()");
        }
        rows.writeRow(series.values(), series.steps(), slot, group.spec.name(), copy);
    }

    /**
     * Returns the number of steps of a whole series in the rows of a group: the same fraction as in the input's rows.
     */
    private int rowSteps(Group group, int steps) {
        return input.variable()
                ? Math.max(1, (int) Math.rint((double) steps * group.rows.length() / input.length()))
                : group.rows.length();
    }

    /** The input that the views are made for. */
    public SeriesInput input() {
        return input;
    }

    /** Describes all views for people: each group with its length, each copy with its pipeline. */
    @Override
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (Group group : groups) {
            for (int v = 0; v < group.copies.size(); v++) {
                text.append(group.spec.name()).append(" copy ").append(v);
                text.append(" (").append(group.rows.length()).append(" steps): ");
                text.append(group.copies.get(v)).append('\n');
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return describe().strip();
    }

    /** Collects groups of views. */
    public static final class Builder {

        private final SeriesInput input;
        private final List<Group> groups = new ArrayList<>();

        private Builder(SeriesInput input) {
            this.input = input;
        }

        /** Adds a group of the input's length, one copy per pipeline. */
        public Builder view(String name, SeriesAugmentation... pipelines) {
            return view(name, 1, List.of(pipelines));
        }

        /**
         * Adds a group of shorter rows, one copy per pipeline.
         *
         * @param share their length as a fraction of that of the input, above 0 and at most 1; rounded to at least 1
         *     step
         * @throws IllegalArgumentException if the name is taken, or a pipeline cannot work on the input, or does not
         *     set the length although rows are shorter
         */
        public Builder view(String name, double share, List<SeriesAugmentation> pipelines) {
            if (groups.stream().anyMatch(group -> group.spec.name().equals(name))) {
                throw new IllegalArgumentException("every group of views needs its own name, got '" + name + "' twice");
            }
            Require.range("the share of view '" + name + "'", share, share, 1e-6, 1);
            SeriesInput rows = input.withLength(Math.max(1, (int) Math.rint(share * input.length())));
            for (SeriesAugmentation pipeline : pipelines) {
                pipeline.requireFits(rows);
                requireLength(name, rows, pipeline);
            }
            groups.add(new Group(rows.row(name, pipelines.size()), rows, List.copyOf(pipelines)));
            return this;
        }

        private void requireLength(String name, SeriesInput rows, SeriesAugmentation pipeline) {
            if (rows.length() != input.length() && !pipeline.setsLength()) {
                throw new IllegalArgumentException("the pipelines of view '" + name + "' must bring series of "
                        + input.length() + " time steps to " + rows.length() + ", got one that keeps their length ("
                        + pipeline + "); begin it with CropAndResize.of(min, max), always applied");
            }
        }

        /**
         * Builds the views.
         *
         * @throws IllegalStateException if there is no group
         */
        public SeriesViews build() {
            if (groups.isEmpty()) {
                throw new IllegalStateException(
                        "series views need at least one group; call view(name, pipeline) first");
            }
            return new SeriesViews(input, groups);
        }
    }
}

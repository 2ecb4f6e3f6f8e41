package io.ssl4j.core.vision.augment;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.dataset.ImageFit;
import io.ssl4j.core.vision.image.Framing;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.Preprocessing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Makes the random views of an image for a training step: named groups of copies, each copy with its own pipeline,
 * written normalised and in the encoder's channel order. Copy number {@code k}, counted over all groups in order, draws
 * from {@code key.child(k)}. Immutable and safe for use by several threads; once a thread has seen the largest image,
 * making a view allocates nothing.
 *
 * <pre>{@code
 * ImageViews.pair(input, pipeline);                          // "views": two copies, for SimCLR
 * ImageViews.pair(input, first, second);                     // "views": BYOL's T and T'
 * ImageViews.builder(input).view("global", first, second)    // multi-crop: two groups of different size
 *         .view("local", 14, 14, Collections.nCopies(6, small)).build();
 * }</pre>
 */
public final class ImageViews implements ViewGenerator<Image> {

    /** The name of the group that {@link #pair} and {@link #single} make. */
    public static final String VIEWS = "views";

    private record Copy(ImageAugmentation pipeline, Preprocessing writer) {}

    private static final class Group {
        private final ViewSpec spec;
        private final Copy[] copies;

        private Group(ViewSpec spec, List<Copy> copies) {
            this.spec = spec;
            this.copies = copies.toArray(new Copy[0]);
        }
    }

    private static final class Workspace {
        private final ImageBuffer picture = new ImageBuffer();
        private final RandomStream random = RandomKey.of(0).stream();
    }

    private final ImageInput input;
    private final Group[] groups;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    private ImageViews(ImageInput input, List<Group> groups) {
        this.input = input;
        this.groups = groups.toArray(new Group[0]);
    }

    /** Returns two copies "views" of one pipeline. */
    public static ImageViews pair(ImageInput input, ImageAugmentation pipeline) {
        return pair(input, pipeline, pipeline);
    }

    /** Returns two copies "views", each with its own pipeline. */
    public static ImageViews pair(ImageInput input, ImageAugmentation first, ImageAugmentation second) {
        return builder(input).view(VIEWS, first, second).build();
    }

    /** Returns one copy "views". */
    public static ImageViews single(ImageInput input, ImageAugmentation pipeline) {
        return builder(input).view(VIEWS, pipeline).build();
    }

    /** Returns the preprocessing without random views, for images that have the input's size. */
    public static Preprocessing plain(ImageInput input) {
        return Preprocessing.of(input);
    }

    /** Returns a builder of views for an encoder's input. */
    public static Builder builder(ImageInput input) {
        return new Builder(input);
    }

    @Override
    public List<ViewSpec> layout() {
        return Arrays.stream(groups).map(group -> group.spec).toList();
    }

    /** Channels are checked, and the size if a pipeline does not begin with a crop or resize. */
    @Override
    public void check(Dataset<Image> data) {
        boolean anySize = Arrays.stream(groups)
                .flatMap(group -> Arrays.stream(group.copies))
                .allMatch(copy -> copy.pipeline.framing() != null);
        ImageFit.require(data, input, anySize);
    }

    @Override
    public void write(Image sample, RandomKey key, ViewSlot slot) {
        Preprocessing.requireChannels(sample, input);
        Image ranged = input.ranged(sample);
        Workspace workspace = workspaces.get();
        long address = 0;
        for (Group group : groups) {
            for (int v = 0; v < group.copies.length; v++) {
                Copy copy = group.copies[v];
                workspace.random.reset(RandomKey.childState(key.state(), address++));
                copy.pipeline.apply(ranged, workspace.picture, workspace.random);
                copy.writer.write(workspace.picture, slot.row(group.spec.name(), v));
            }
        }
    }

    /** The input that the views are made for. */
    public ImageInput input() {
        return input;
    }

    /** Describes all views for people: each group with its size, each copy with its pipeline. */
    @Override
    public String describe() {
        StringBuilder text = new StringBuilder();
        input.range().ifPresent(range -> text.append("values ").append(range).append('\n'));
        for (Group group : groups) {
            for (int v = 0; v < group.copies.length; v++) {
                text.append(group.spec.name()).append(" copy ").append(v).append(": ");
                text.append(group.copies[v].pipeline).append('\n');
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

        private final ImageInput input;
        private final List<Group> groups = new ArrayList<>();

        private Builder(ImageInput input) {
            this.input = input;
        }

        /** Adds a group of the input's size, one copy per pipeline. */
        public Builder view(String name, ImageAugmentation... pipelines) {
            return view(name, input.height(), input.width(), List.of(pipelines));
        }

        /**
         * Adds a group of another size, one copy per pipeline.
         *
         * @throws IllegalArgumentException if a pipeline makes another size, cannot work on the input's channel count,
         *     or the name is taken
         */
        public Builder view(String name, int height, int width, List<ImageAugmentation> pipelines) {
            if (groups.stream().anyMatch(group -> group.spec.name().equals(name))) {
                throw new IllegalArgumentException("every group of views needs its own name, got '" + name + "' twice");
            }
            ImageInput size = input.withSize(height, width);
            List<Copy> copies = new ArrayList<>();
            for (ImageAugmentation pipeline : pipelines) {
                requireSize(name, pipeline.framing(), size);
                pipeline.requireChannels(input.channels());
                copies.add(new Copy(pipeline, Preprocessing.of(pipeline.normalizes() ? unchanged(size) : size)));
            }
            groups.add(new Group(ViewSpec.of(name, copies.size(), size.rowShape()), copies));
            return this;
        }

        private static void requireSize(String name, Framing framing, ImageInput size) {
            if (framing != null && (framing.height() != size.height() || framing.width() != size.width())) {
                throw new IllegalArgumentException("the pipelines of view '" + name + "' must make pictures of "
                        + size.height() + " x " + size.width() + ", got one that makes " + framing.height() + " x "
                        + framing.width() + " (" + framing.describe() + "); change its size, or name the group's size");
            }
        }

        private static ImageInput unchanged(ImageInput size) {
            float[] zeros = new float[size.channels()];
            float[] ones = new float[size.channels()];
            Arrays.fill(ones, 1);
            return size.withNormalization(zeros, ones);
        }

        /**
         * Builds the views.
         *
         * @throws IllegalStateException if there is no group
         */
        public ImageViews build() {
            if (groups.isEmpty()) {
                throw new IllegalStateException("image views need at least one group; call view(name, pipeline) first");
            }
            return new ImageViews(input, Collections.unmodifiableList(groups));
        }
    }
}

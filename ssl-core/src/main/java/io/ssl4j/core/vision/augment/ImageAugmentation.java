package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.Framing;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline that makes one random view of an image: first a {@link Framing} (by default the whole image at its own
 * size), then operations in order, each with a probability. Immutable and safe for use by several threads; all
 * randomness comes from the stream that is passed in.
 *
 * <pre>{@code
 * ImageAugmentation views = ImageAugmentation.builder()
 *         .crop(RandomResizedCrop.of(32, 32).withScale(0.2, 1))
 *         .add(0.5, Flip.HORIZONTAL)
 *         .add(0.8, ColorJitter.of(0.4, 0.4, 0.4, 0.1))
 *         .add(0.2, Grayscale.LUMA)
 *         .build();
 * }</pre>
 */
public final class ImageAugmentation {

    /**
     * One operation and the probability with which it is applied.
     *
     * @param probability 0..1; at 0 and 1 no random number is drawn
     * @param operation the operation to apply
     */
    public record Step(double probability, ImageOperation operation) {

        public Step {
            Require.probability(operation.describe(), probability);
        }

        /** Describes the step on one line, for people. */
        public String describe() {
            return operation.describe() + (probability < 1 ? ", p " + Require.number(probability) : "");
        }
    }

    private final Framing framing;
    private final Step[] steps;
    private final boolean flipFirst;

    private ImageAugmentation(Framing framing, List<Step> steps) {
        this.framing = framing;
        this.steps = steps.toArray(new Step[0]);
        this.flipFirst = !steps.isEmpty() && steps.get(0).operation() == Flip.HORIZONTAL;
    }

    /** Returns a builder of an empty pipeline. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes a view.
     *
     * @param source the raw image; never changed
     * @param target receives the shape and samples of the view
     * @param random the source of all random choices
     */
    public void apply(Image source, ImageBuffer target, RandomStream random) {
        for (int i = frame(source, target, random); i < steps.length; i++) {
            if (happens(steps[i].probability(), random)) {
                steps[i].operation().apply(target, random);
            }
        }
    }

    /**
     * Runs the first stage, together with the flip that often follows a resized crop. Returns the index of the first
     * remaining step.
     */
    private int frame(Image source, ImageBuffer target, RandomStream random) {
        if (framing == null) {
            target.load(source);
        } else if (framing instanceof RandomResizedCrop crop && flipFirst) {
            crop.applyAndFlip(source, target, random, steps[0].probability());
            return 1;
        } else {
            framing.apply(source, target, random);
        }
        return 0;
    }

    /** Decides whether a step is applied this time; at 0 and 1 no random number is drawn. */
    static boolean happens(double probability, RandomStream random) {
        return probability >= 1 || (probability > 0 && random.chance(probability));
    }

    /**
     * Checks that every operation can work on images of a channel count.
     *
     * @throws IllegalArgumentException if one cannot, with that operation's message
     */
    public void requireChannels(int channels) {
        for (Step step : steps) {
            step.operation().requireChannels(channels);
        }
    }

    /** The first stage, or null if images keep their size. */
    public Framing framing() {
        return framing;
    }

    /** The operations in order. */
    public List<Step> steps() {
        return List.of(steps);
    }

    /** Returns whether the pipeline has its own normalisation. */
    public boolean normalizes() {
        return steps().stream().anyMatch(step -> step.operation() instanceof Normalize);
    }

    /** Describes the whole pipeline for people, one line per stage. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add(framing == null ? "the whole image" : framing.describe());
        for (Step step : steps) {
            lines.add(step.describe());
        }
        return String.join("\n", lines);
    }

    /** Describes the pipeline on one line. */
    @Override
    public String toString() {
        return describe().replace("\n", "; ");
    }

    /** Collects the stages of a pipeline. */
    public static final class Builder {

        private Framing framing;
        private final List<Step> steps = new ArrayList<>();

        private Builder() {}

        /** Sets the first stage: the part of the image, and its size. */
        public Builder crop(Framing newFraming) {
            framing = newFraming;
            return this;
        }

        /** Adds an operation that is always applied. */
        public Builder add(ImageOperation operation) {
            return add(1, operation);
        }

        /** Adds an operation that is applied with a probability in 0..1. */
        public Builder add(double probability, ImageOperation operation) {
            steps.add(new Step(probability, operation));
            return this;
        }

        /**
         * Builds the pipeline.
         *
         * @throws IllegalArgumentException if an operation that needs samples in 0..1 follows a normalisation, or if a
         *     normalisation occurs twice or with a probability below 1
         */
        public ImageAugmentation build() {
            boolean normalized = false;
            for (Step step : steps) {
                if (normalized && step.operation().needsUnitRange()) {
                    throw new IllegalArgumentException(step.operation().describe()
                            + " needs samples in 0..1 and cannot follow the normalisation; move the normalisation behind"
                            + " it, or leave it to the encoder's input, which normalises last");
                }
                if (step.operation() instanceof Normalize) {
                    requireOnceAndAlways(normalized, step.probability());
                    normalized = true;
                }
            }
            return new ImageAugmentation(framing, steps);
        }

        private static void requireOnceAndAlways(boolean normalized, double probability) {
            if (normalized) {
                throw new IllegalArgumentException(
                        "a pipeline normalises at most once, got a second normalisation;" + " leave one out");
            }
            if (probability < 1) {
                throw new IllegalArgumentException("a normalisation must always be applied, got probability "
                        + probability + "; add it without a probability");
            }
        }
    }
}

package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.SeriesInput;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline that makes one random view of a normalised series: operations in order, each with a probability. Immutable
 * and safe for use by several threads; all randomness comes from the stream that is passed in.
 *
 * <pre>{@code
 * SeriesAugmentation views = SeriesAugmentation.none()
 *         .then(CropAndResize.of(0.5, 1))
 *         .then(0.8, Scaling.of(0.2))
 *         .then(0.8, Jitter.of(0.1));
 * }</pre>
 */
public final class SeriesAugmentation {

    /**
     * One operation and how often it is applied.
     *
     * @param probability 0..1; at 0 and 1 nothing is drawn
     * @param operation what is applied
     */
    public record Step(double probability, SeriesOperation operation) {

        public Step {
            Require.probability(operation.describe(), probability);
        }

        /** One line for people. */
        public String describe() {
            return operation.describe() + (probability < 1 ? ", p " + Require.number(probability) : "");
        }
    }

    private static final SeriesAugmentation NONE = new SeriesAugmentation(List.of());

    private final Step[] steps;

    private SeriesAugmentation(List<Step> steps) {
        this.steps = steps.toArray(new Step[0]);
    }

    /** The pipeline that changes nothing, to begin with. */
    public static SeriesAugmentation none() {
        return NONE;
    }

    /** Operations that are always applied, in order. */
    public static SeriesAugmentation of(SeriesOperation... operations) {
        SeriesAugmentation result = NONE;
        for (SeriesOperation operation : operations) {
            result = result.then(operation);
        }
        return result;
    }

    /** The same, followed by an operation that is always applied. */
    public SeriesAugmentation then(SeriesOperation operation) {
        return then(1, operation);
    }

    /** The same, followed by an operation that is applied with a probability in 0..1. */
    public SeriesAugmentation then(double probability, SeriesOperation operation) {
        List<Step> longer = new ArrayList<>(steps());
        longer.add(new Step(probability, operation));
        return new SeriesAugmentation(longer);
    }

    /** The same with crops of another scale; a pipeline without a crop begins with one that is resized. */
    public SeriesAugmentation withCropScale(double min, double max) {
        List<Step> changed = new ArrayList<>();
        boolean crops = false;
        for (Step step : steps) {
            if (step.operation() instanceof CropAndResize crop) {
                changed.add(new Step(step.probability(), crop.withScale(min, max)));
                crops = true;
            } else {
                changed.add(step);
            }
        }
        if (!crops) {
            changed.add(0, new Step(1, CropAndResize.of(min, max)));
        }
        return new SeriesAugmentation(changed);
    }

    /**
     * Makes a view in place.
     *
     * @param series a normalised series
     * @param random where every random choice comes from
     */
    public void apply(SeriesBuffer series, RandomStream random) {
        for (Step step : steps) {
            if (step.probability() >= 1 || (step.probability() > 0 && random.chance(step.probability()))) {
                step.operation().apply(series, random);
            }
        }
    }

    /**
     * Checks that every operation can work on what an encoder takes.
     *
     * @param rows the input, its length that of the view's rows
     * @throws IllegalArgumentException if one cannot, with its own words
     */
    public void requireFits(SeriesInput rows) {
        for (Step step : steps) {
            step.operation().requireFits(rows);
        }
    }

    /** Whether every view comes out at the length of the row, whatever the length of the series. */
    public boolean setsLength() {
        return steps().stream()
                .anyMatch(step -> step.probability() >= 1 && step.operation().setsLength());
    }

    /** The operations in order. */
    public List<Step> steps() {
        return List.of(steps);
    }

    /** The whole pipeline for people, one line per operation; the same words in another process. */
    public String describe() {
        return steps.length == 0
                ? "the whole series"
                : String.join("\n", steps().stream().map(Step::describe).toList());
    }

    /** The pipeline on one line. */
    @Override
    public String toString() {
        return describe().replace("\n", "; ");
    }
}

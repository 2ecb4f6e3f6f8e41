package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.SeriesInput;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline that makes one random view of a normalised series: operations applied in order, each with a probability.
 * Immutable and safe for use by several threads; all randomness comes from the stream that is passed in.
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
     * One operation and the probability with which it is applied.
     *
     * @param probability 0..1; at 0 and 1 no random number is drawn
     * @param operation the operation to apply
     */
    public record Step(double probability, SeriesOperation operation) {

        public Step {
            Require.probability(operation.describe(), probability);
        }

        /** Describes the step on one line, for people. */
        public String describe() {
            return operation.describe() + (probability < 1 ? ", p " + Require.number(probability) : "");
        }
    }

    private static final SeriesAugmentation NONE = new SeriesAugmentation(List.of());

    private final Step[] steps;

    private SeriesAugmentation(List<Step> steps) {
        this.steps = steps.toArray(new Step[0]);
    }

    /** Returns an empty pipeline, which changes nothing. */
    public static SeriesAugmentation none() {
        return NONE;
    }

    /** Makes a pipeline of operations that are always applied, in order. */
    public static SeriesAugmentation of(SeriesOperation... operations) {
        SeriesAugmentation result = NONE;
        for (SeriesOperation operation : operations) {
            result = result.then(operation);
        }
        return result;
    }

    /** Appends an operation that is always applied. */
    public SeriesAugmentation then(SeriesOperation operation) {
        return then(1, operation);
    }

    /** Appends an operation that is applied with a probability in 0..1. */
    public SeriesAugmentation then(double probability, SeriesOperation operation) {
        List<Step> longer = new ArrayList<>(steps());
        longer.add(new Step(probability, operation));
        return new SeriesAugmentation(longer);
    }

    /**
     * Makes a view in place.
     *
     * @param series a normalised series
     * @param random the source of all random choices
     */
    public void apply(SeriesBuffer series, RandomStream random) {
        for (Step step : steps) {
            if (step.probability() >= 1 || (step.probability() > 0 && random.chance(step.probability()))) {
                step.operation().apply(series, random);
            }
        }
    }

    /**
     * Checks that every operation can work on the input of an encoder.
     *
     * @param rows the input, with the length of the view's rows
     * @throws IllegalArgumentException if one cannot, with that operation's message
     */
    public void requireFits(SeriesInput rows) {
        for (Step step : steps) {
            step.operation().requireFits(rows);
        }
    }

    /** Returns whether every view has the length of the row, whatever the length of the series. */
    public boolean setsLength() {
        return steps().stream()
                .anyMatch(step -> step.probability() >= 1 && step.operation().setsLength());
    }

    /** The operations in order. */
    public List<Step> steps() {
        return List.of(steps);
    }

    /** Describes the whole pipeline for people, one line per operation; the text is the same in every process. */
    public String describe() {
        return steps.length == 0
                ? "the whole series"
                : String.join("\n", steps().stream().map(Step::describe).toList());
    }

    /** Describes the pipeline on one line. */
    @Override
    public String toString() {
        return describe().replace("\n", "; ");
    }
}

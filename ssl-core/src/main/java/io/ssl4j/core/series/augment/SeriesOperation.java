package io.ssl4j.core.series.augment;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.SeriesInput;

/**
 * One step of a pipeline: changes a normalised series in place. Immutable and safe for use by several threads.
 *
 * <p>An operation works on any length from 1 step on, keeps finite values finite, and keeps the channel count.
 */
public interface SeriesOperation {

    /**
     * Applies the operation.
     *
     * @param series the series, normalised; its channels stay, its steps only change where {@link #setsLength} says so
     *     or rows are masked
     * @param random where every random choice comes from
     */
    void apply(SeriesBuffer series, RandomStream random);

    /** Whether the result has {@link SeriesBuffer#rowSteps} steps at most (exactly so many where rows have no mask). */
    default boolean setsLength() {
        return false;
    }

    /**
     * Checks that the operation can work on what an encoder takes; called once, when the views are built.
     *
     * @param rows the input, its length that of the view's rows
     * @throws IllegalArgumentException if it cannot, saying what it needs
     */
    default void requireFits(SeriesInput rows) {}

    /** One line for people, with all parameters, in words that are the same in another process. */
    String describe();
}

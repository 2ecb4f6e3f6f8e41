package io.ssl4j.core.series.augment;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.SeriesInput;

/**
 * One step of a pipeline, which changes a normalised series in place. Immutable and safe for use by several threads.
 *
 * <p>An operation must work on any length of at least 1 step, keep finite values finite, and keep the channel count.
 */
public interface SeriesOperation {

    /**
     * Applies the operation.
     *
     * @param series the series, normalised; its channel count must not change, and its length only if {@link
     *     #setsLength} is true or rows are masked
     * @param random the source of all random choices
     */
    void apply(SeriesBuffer series, RandomStream random);

    /**
     * Returns whether the result has at most {@link SeriesBuffer#rowSteps} steps (exactly this many if rows have no
     * mask).
     */
    default boolean setsLength() {
        return false;
    }

    /**
     * Checks that the operation can work on the input of an encoder; called once, when the views are built.
     *
     * @param rows the input, with the length of the view's rows
     * @throws IllegalArgumentException if it cannot; the message says what it needs
     */
    default void requireFits(SeriesInput rows) {}

    /** Describes the operation on one line, with all parameters, for people; the text is the same in every process. */
    String describe();
}

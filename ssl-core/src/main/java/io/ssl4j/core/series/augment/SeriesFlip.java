package io.ssl4j.core.series.augment;

import io.ssl4j.core.random.RandomStream;

/**
 * Mirrors all channels of a series: two of the six transformations that Sarkar and Etemad's pretext task recognises in
 * ECGs (2020, arXiv 2002.03898).
 */
public enum SeriesFlip implements SeriesOperation {
    /** Swaps positive and negative ("negation"). */
    SIGN,
    /** Reverses time ("temporal inversion"). */
    TIME;

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        for (int c = 0; c < series.channels(); c++) {
            int from = c * series.steps();
            if (this == SIGN) {
                negate(series.values(), from, series.steps());
            } else {
                reverse(series.values(), from, series.steps());
            }
        }
    }

    private static void negate(float[] values, int from, int steps) {
        for (int i = from; i < from + steps; i++) {
            values[i] = -values[i];
        }
    }

    private static void reverse(float[] values, int from, int steps) {
        for (int i = from, j = from + steps - 1; i < j; i++, j--) {
            float held = values[i];
            values[i] = values[j];
            values[j] = held;
        }
    }

    @Override
    public String describe() {
        return this == SIGN ? "sign flip" : "time flip";
    }
}

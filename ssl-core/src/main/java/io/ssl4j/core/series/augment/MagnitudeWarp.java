package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;

/**
 * Multiplies each channel by its own smooth random curve around 1 (Um et al. 2017, arXiv 1706.00527). The curve is a
 * cubic spline through normal points: one at each end of the series and {@code knots} between, as in the code of Iwana
 * and Uchida 2021 (arXiv 2007.15951; knots 4, deviation 0.2). They use SciPy's not-a-knot spline; this one is natural,
 * which oscillates less at the ends.
 *
 * @param deviation the deviation of the points around 1, at least 0
 * @param knots the number of points between the ends, at least 0
 */
public record MagnitudeWarp(double deviation, int knots) implements SeriesOperation {

    public MagnitudeWarp {
        Require.amount("the deviation of a magnitude warp", deviation, Float.MAX_VALUE);
        Require.count("the knots of a magnitude warp", knots, 0);
    }

    /** Deviation 0.2, 4 knots. */
    public static MagnitudeWarp standard() {
        return new MagnitudeWarp(0.2, 4);
    }

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        if (deviation == 0) {
            return;
        }
        float[] values = series.values();
        int steps = series.steps();
        for (int c = 0; c < series.channels(); c++) {
            series.curve().draw(knots, deviation, random);
            for (int t = 0; t < steps; t++) {
                values[c * steps + t] *= (float) series.curve().at(t, steps);
            }
        }
    }

    @Override
    public String describe() {
        return "magnitude warp (deviation " + Require.number(deviation) + ", " + Words.counted(knots, "knot") + ")";
    }
}

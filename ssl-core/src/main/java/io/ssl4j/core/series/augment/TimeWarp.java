package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;

/**
 * Warps time: runs through the series at a smoothly changing speed, from its first step to its last (Um et al. 2017,
 * arXiv 1706.00527). The speed is a cubic spline through normal points around 1: one at each end and {@code knots}
 * between (Iwana and Uchida 2021, arXiv 2007.15951; knots 4, deviation 0.2). It is at least {@value #SLOWEST}, so that
 * time never runs backwards. All channels are warped in the same way, since they share a clock. Values between steps
 * are interpolated linearly.
 *
 * @param deviation the deviation of the speed's points around 1, at least 0
 * @param knots the number of points between the ends, at least 0
 */
public record TimeWarp(double deviation, int knots) implements SeriesOperation {

    /** The lowest speed, as a fraction of the mean one. */
    public static final double SLOWEST = 0.1;

    public TimeWarp {
        Require.amount("the deviation of a time warp", deviation, Float.MAX_VALUE);
        Require.count("the knots of a time warp", knots, 0);
    }

    /** Deviation 0.2, 4 knots. */
    public static TimeWarp standard() {
        return new TimeWarp(0.2, 4);
    }

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        int steps = series.steps();
        if (deviation == 0 || steps < 3) {
            return;
        }
        SmoothCurve speed = series.curve();
        speed.draw(knots, deviation, random);
        double whole = 0;
        for (int t = 1; t < steps; t++) {
            whole += distance(speed, t, steps);
        }
        float[] values = series.values();
        float[] warped = series.spare(steps);
        double way = 0;
        for (int t = 0; t < steps; t++) {
            way += t == 0 ? 0 : distance(speed, t, steps);
            double position = way / whole * (steps - 1);
            for (int c = 0; c < series.channels(); c++) {
                warped[c * steps + t] = Resampling.at(values, c * steps, steps, position);
            }
        }
        series.replace(steps);
    }

    /** Returns the distance covered between the previous step and a step. */
    private static double distance(SmoothCurve speed, int t, int steps) {
        return (Math.max(SLOWEST, speed.at(t - 1, steps)) + Math.max(SLOWEST, speed.at(t, steps))) / 2;
    }

    @Override
    public String describe() {
        return "time warp (deviation " + Require.number(deviation) + ", " + Words.counted(knots, "knot") + ")";
    }
}

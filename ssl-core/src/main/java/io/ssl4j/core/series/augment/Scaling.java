package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;

/**
 * Multiplies each channel by its own normally distributed factor (Um et al. 2017, arXiv 1706.00527; Iwana and Uchida
 * 2021, arXiv 2007.15951). Unless the deviation is small compared with the mean, a factor can be negative, which
 * inverts the channel.
 *
 * @param mean the mean of the factor, at least 0
 * @param deviation the deviation of the factor, at least 0
 */
public record Scaling(double mean, double deviation) implements SeriesOperation {

    public Scaling {
        Require.amount("the mean of a scaling factor", mean, Float.MAX_VALUE);
        Require.amount("the deviation of a scaling factor", deviation, Float.MAX_VALUE);
    }

    /** Factors with mean 1. */
    public static Scaling of(double deviation) {
        return new Scaling(1, deviation);
    }

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        float[] values = series.values();
        for (int c = 0; c < series.channels(); c++) {
            float factor = (float) (mean + deviation * random.nextGaussian());
            int from = c * series.steps();
            for (int i = from; i < from + series.steps(); i++) {
                values[i] *= factor;
            }
        }
    }

    @Override
    public String describe() {
        return "scaling (mean " + Require.number(mean) + ", deviation " + Require.number(deviation) + ")";
    }
}

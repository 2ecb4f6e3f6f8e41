package io.ssl4j.core.series.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;

/**
 * Adds Gaussian noise to every value, like sensor noise (Um et al. 2017, arXiv 1706.00527). The deviation is either
 * absolute, in units of the normalised values, or a fraction of each channel's own deviation; both are the same if
 * every series is normalised separately. With the latter, a constant channel does not change.
 *
 * @param deviation the deviation of the noise, at least 0
 * @param relative whether the deviation is a fraction of the channel's own
 */
public record Jitter(double deviation, boolean relative) implements SeriesOperation {

    public Jitter {
        Require.amount("the deviation of a jitter", deviation, Float.MAX_VALUE);
    }

    /** Noise with a deviation in units of the normalised values. */
    public static Jitter of(double deviation) {
        return new Jitter(deviation, false);
    }

    /** Noise with a deviation that is a fraction of each channel's own. */
    public static Jitter relative(double part) {
        return new Jitter(part, true);
    }

    @Override
    public void apply(SeriesBuffer series, RandomStream random) {
        if (deviation == 0) {
            return;
        }
        float[] values = series.values();
        for (int c = 0; c < series.channels(); c++) {
            int from = c * series.steps();
            double scale = relative ? deviation * deviation(values, from, series.steps()) : deviation;
            for (int i = from; i < from + series.steps(); i++) {
                values[i] += (float) (scale * random.nextGaussian());
            }
        }
    }

    private static double deviation(float[] values, int from, int steps) {
        double sum = 0;
        for (int i = from; i < from + steps; i++) {
            sum += values[i];
        }
        double squares = 0;
        for (int i = from; i < from + steps; i++) {
            double difference = values[i] - sum / steps;
            squares += difference * difference;
        }
        return Math.sqrt(squares / steps);
    }

    @Override
    public String describe() {
        return "jitter (deviation " + Require.number(deviation) + (relative ? " of the channel's)" : ")");
    }
}

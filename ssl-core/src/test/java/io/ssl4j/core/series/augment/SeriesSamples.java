package io.ssl4j.core.series.augment;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.Series;
import java.util.Arrays;
import java.util.List;

/** Series to test on. */
public final class SeriesSamples {

    private SeriesSamples() {}

    /** Every operation, with numbers that change something. */
    public static List<SeriesOperation> operations() {
        return List.of(
                Jitter.of(0.5),
                Jitter.relative(0.5),
                new Scaling(2, 1.1),
                MagnitudeWarp.standard(),
                new TimeWarp(0.5, 4),
                CropAndResize.of(0.2, 0.7),
                CropAndResize.keepingLength(0.2, 0.7),
                new SegmentPermutation(8),
                new TimeMask(2, 0.4),
                new StepMask(0.5),
                new ChannelMask(0.5),
                new FrequencyMask(0.5),
                SeriesFlip.SIGN,
                SeriesFlip.TIME);
    }

    /** Channel {@code c} at time {@code t} is {@code 1000 c + t + 1}: every value says where it comes from. */
    public static Series places(int channels, int steps) {
        float[] values = new float[channels * steps];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1000 * (i / steps) + i % steps + 1;
        }
        return Series.wrap(values, channels);
    }

    public static Series noise(int channels, int steps, long seed) {
        RandomStream random = RandomKey.of(seed).stream();
        float[] values = new float[channels * steps];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Series.wrap(values, channels);
    }

    public static Series constant(int channels, int steps, float value) {
        float[] values = new float[channels * steps];
        Arrays.fill(values, value);
        return Series.wrap(values, channels);
    }

    /** What an operation makes of a series, with rows of the same length. */
    public static Series apply(SeriesOperation operation, Series series, RandomKey key) {
        return apply(operation, series, series.length(), key);
    }

    public static Series apply(SeriesOperation operation, Series series, int rowSteps, RandomKey key) {
        SeriesBuffer buffer = new SeriesBuffer();
        buffer.load(series, rowSteps);
        operation.apply(buffer, key.stream());
        return buffer.toSeries();
    }
}

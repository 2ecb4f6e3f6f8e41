package io.ssl4j.core.series.floor;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.Series;
import java.util.List;
import java.util.stream.IntStream;

/** Series in memory, for the tests of floors. */
final class SeriesLists {

    private SeriesLists() {}

    static Dataset<Series> of(Series... series) {
        return of(List.of(series));
    }

    static Dataset<Series> of(List<Series> series) {
        return Dataset.of(series);
    }

    /** Noise: one series of each length. */
    static Dataset<Series> noise(long seed, int channels, int... lengths) {
        return of(IntStream.range(0, lengths.length)
                .mapToObj(i -> noise(RandomKey.of(seed).child(i).stream(), channels, lengths[i]))
                .toList());
    }

    private static Series noise(RandomStream random, int channels, int length) {
        float[] values = new float[channels * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Series.wrap(values, channels);
    }
}

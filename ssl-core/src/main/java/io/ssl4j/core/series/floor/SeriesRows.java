package io.ssl4j.core.series.floor;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Turns normalised series into rows of features, block by block: series are read and checked in order, rows are
 * computed in parallel.
 */
final class SeriesRows {

    private static final int BLOCK = 1024;

    /** Fills the row of one series. */
    @FunctionalInterface
    interface Row {

        /**
         * @param values normalised, channel after channel, {@code steps} values each
         * @param target the row, zeros, starting at {@code from}
         */
        void fill(float[] values, int steps, float[] target, int from);
    }

    private SeriesRows() {}

    static INDArray of(Dataset<Series> data, SeriesInput input, int columns, String name, Row row) {
        int n = data.size();
        if (n == 0) {
            throw new IllegalArgumentException(
                    "features of " + name + " need at least 1 series, got an empty data set");
        }
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray features = Nd4j.createUninitialized(DataType.FLOAT, n, columns);
            for (int from = 0; from < n; from += BLOCK) {
                int to = Math.min(n, from + BLOCK);
                INDArray block =
                        Nd4j.create(block(data, from, to, input, columns, row), new long[] {to - from, columns});
                features.get(NDArrayIndex.interval(from, to), NDArrayIndex.all())
                        .assign(block);
            }
            return features;
        }
    }

    private static float[] block(Dataset<Series> data, int from, int to, SeriesInput input, int columns, Row row) {
        Series[] series = new Series[to - from];
        for (int i = 0; i < series.length; i++) {
            series[i] = fitting(data, from + i, input);
        }
        float[] target = new float[Math.multiplyExact(series.length, columns)];
        IntStream.range(0, series.length)
                .parallel()
                .forEach(i -> row.fill(normalized(series[i], input), series[i].length(), target, i * columns));
        return target;
    }

    /** Returns a series that the input takes. */
    static Series fitting(Dataset<Series> data, int index, SeriesInput input) {
        Series series = data.get(index);
        try {
            input.requireFits(series);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("series '" + data.name(index) + "': " + e.getMessage(), e);
        }
        return series;
    }

    private static float[] normalized(Series series, SeriesInput input) {
        int steps = series.length();
        float[] values = new float[series.channels() * steps];
        for (int c = 0; c < series.channels(); c++) {
            series.copyChannel(c, values, c * steps);
        }
        input.normalize(values, steps);
        return values;
    }
}

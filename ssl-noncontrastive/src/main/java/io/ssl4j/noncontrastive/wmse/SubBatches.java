package io.ssl4j.noncontrastive.wmse;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes a loss of two views over random parts of a batch, with both views of a sample in the same part, averaged
 * over the samples.
 */
final class SubBatches {

    private final TwoViewLoss loss;
    private final int smallest;
    private final int divisions;

    /**
     * @param loss the loss of each part
     * @param smallest the smallest number of samples in a part; there are as many parts as this allows
     * @param divisions the number of random divisions that are averaged over
     */
    SubBatches(TwoViewLoss loss, int smallest, int divisions) {
        this.loss = loss;
        this.smallest = smallest;
        this.divisions = divisions;
    }

    /**
     * Computes value and gradient.
     *
     * @param z {@code [2N, K]}, the first N rows being the first views
     * @param random determines which samples are in the same part
     * @throws IllegalArgumentException if there are fewer samples than a part must have
     */
    LossResult evaluate(INDArray z, RandomKey random) {
        Embeddings.requireStack(z);
        MatrixRows rows = MatrixRows.of(z);
        int n = rows.rows() / 2;
        int parts = n / smallest;
        if (parts < 1) {
            throw new IllegalArgumentException("a batch must have at least the " + smallest
                    + " samples of a sub-batch, got " + n + "; use larger batches, drop the last one, or set a smaller"
                    + " sub-batch and a projector that is narrower still");
        }
        MatrixRows gradient = MatrixRows.zeros(DataType.DOUBLE, rows.rows(), rows.columns());
        double value = 0;
        for (int division = 0; division < divisions; division++) {
            int[] order = IntStream.range(0, n).toArray();
            random.child(division).stream().shuffle(order);
            for (int part = 0; part < parts; part++) {
                int from = (int) ((long) n * part / parts);
                int to = (int) ((long) n * (part + 1) / parts);
                double share = (double) (to - from) / n / divisions;
                value += share * addPart(rows, Arrays.copyOfRange(order, from, to), share, gradient);
            }
        }
        try (INDArray sum = gradient.array()) {
            MatrixRows typed = MatrixRows.zeros(z.dataType(), rows.rows(), rows.columns());
            typed.array().assign(sum);
            return new LossResult(value, List.of(typed.array()), Map.of());
        }
    }

    /** Computes the loss of some samples and adds its gradient, times their share, to theirs. */
    private double addPart(MatrixRows z, int[] samples, double share, MatrixRows gradient) {
        int m = samples.length;
        int n = z.rows() / 2;
        double[] row = new double[z.columns()];
        double[] sum = new double[z.columns()];
        MatrixRows together = MatrixRows.zeros(z.array().dataType(), 2L * m, z.columns());
        for (int i = 0; i < 2 * m; i++) {
            z.read(i / m * n + samples[i % m], row);
            together.write(i, row);
        }
        try (INDArray stack = together.array()) {
            LossResult result = loss.evaluateStacked(stack);
            try (INDArray ofPart = result.gradient()) {
                MatrixRows part = MatrixRows.of(ofPart);
                for (int i = 0; i < 2 * m; i++) {
                    int place = i / m * n + samples[i % m];
                    part.read(i, row);
                    gradient.read(place, sum);
                    for (int j = 0; j < row.length; j++) {
                        sum[j] += share * row[j];
                    }
                    gradient.write(place, sum);
                }
            }
            return result.value();
        }
    }
}

package io.ssl4j.noncontrastive.wmse;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.random.RandomKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes a loss of several views over random parts of a batch, with all views of a sample in the same part, averaged
 * over the samples.
 */
final class SubBatches {

    private final Function<List<INDArray>, LossResult> loss;
    private final int smallest;
    private final int divisions;

    /**
     * @param loss the loss of each part: of a list of views {@code [n, K]}, with a gradient for each
     * @param smallest the smallest number of samples in a part; there are as many parts as this allows
     * @param divisions the number of random divisions that are averaged over
     */
    SubBatches(Function<List<INDArray>, LossResult> loss, int smallest, int divisions) {
        this.loss = loss;
        this.smallest = smallest;
        this.divisions = divisions;
    }

    /**
     * Computes value and gradient.
     *
     * @param z {@code [V N, K]}, the first N rows being the first views
     * @param views V, at least 2
     * @param random determines which samples are in the same part
     * @throws IllegalArgumentException if there are fewer samples than a part must have
     */
    LossResult evaluate(INDArray z, int views, RandomKey random) {
        Embeddings.requireMatrix("the stacked views", z, 2 * views);
        MatrixRows rows = MatrixRows.of(z);
        int n = rows.rows() / views;
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
                value += share * addPart(rows, n, Arrays.copyOfRange(order, from, to), share, gradient);
            }
        }
        try (INDArray sum = gradient.array()) {
            MatrixRows typed = MatrixRows.zeros(z.dataType(), rows.rows(), rows.columns());
            typed.array().assign(sum);
            return new LossResult(value, List.of(typed.array()), Map.of());
        }
    }

    /** Computes the loss of some of the n samples and adds its gradient, times their share, to theirs. */
    private double addPart(MatrixRows z, int n, int[] samples, double share, MatrixRows gradient) {
        List<INDArray> views = new ArrayList<>();
        double[] row = new double[z.columns()];
        for (int first = 0; first < z.rows(); first += n) {
            MatrixRows view = MatrixRows.zeros(z.array().dataType(), samples.length, z.columns());
            for (int i = 0; i < samples.length; i++) {
                z.read(first + samples[i], row);
                view.write(i, row);
            }
            views.add(view.array());
        }
        LossResult result = loss.apply(views);
        for (int view = 0; view < views.size(); view++) {
            add(MatrixRows.of(result.gradient(view)), share, view * n, samples, gradient);
        }
        result.gradients().forEach(INDArray::close);
        views.forEach(INDArray::close);
        return result.value();
    }

    private static void add(MatrixRows part, double share, int first, int[] samples, MatrixRows gradient) {
        double[] row = new double[part.columns()];
        double[] sum = new double[part.columns()];
        for (int i = 0; i < samples.length; i++) {
            part.read(i, row);
            gradient.read(first + samples[i], sum);
            for (int j = 0; j < row.length; j++) {
                sum[j] += share * row[j];
            }
            gradient.write(first + samples[i], sum);
        }
    }
}

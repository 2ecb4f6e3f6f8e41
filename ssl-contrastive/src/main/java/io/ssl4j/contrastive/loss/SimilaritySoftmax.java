package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.MatrixProduct;
import io.ssl4j.core.loss.MatrixRows;
import io.ssl4j.core.loss.SoftmaxRow;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Cross-entropy over similarities: each query must pick its positive among all keys, where the logits are the dot products
 * with the keys over the temperature. What NT-Xent and InfoNCE are made of.
 */
final class SimilaritySoftmax {

    /**
     * One direction of a contrastive loss.
     *
     * @param value mean over the queries, in nats
     * @param queryGradient dValue/dQueries, {@code [n, K]}
     * @param keyGradient dValue/dKeys, {@code [m, K]}
     * @param accuracy share of the queries that are more similar to their positive than to any other key
     */
    record Result(double value, INDArray queryGradient, INDArray keyGradient, double accuracy)
            implements AutoCloseable {

        @Override
        public void close() {
            queryGradient.close();
            keyGradient.close();
        }
    }

    private static final IntUnaryOperator NONE = query -> -1;

    private final double temperature;

    SimilaritySoftmax(double temperature) {
        this.temperature = Temperature.require(temperature);
    }

    /**
     * Compares queries with keys.
     *
     * @param queries {@code [n, K]}, unit rows
     * @param keys {@code [m, K]}, unit rows
     * @param positive the key that belongs to a query
     */
    Result evaluate(INDArray queries, INDArray keys, IntUnaryOperator positive) {
        return evaluate(queries, keys, positive, NONE);
    }

    /** Compares rows with each other; a row is not its own negative. */
    Result evaluateAmong(INDArray rows, IntUnaryOperator positive) {
        return evaluate(rows, rows, positive, row -> row);
    }

    private Result evaluate(INDArray queries, INDArray keys, IntUnaryOperator positive, IntUnaryOperator excluded) {
        try (INDArray product = MatrixProduct.multiply(queries, false, keys, true)) {
            MatrixRows similarities = MatrixRows.of(product);
            int n = similarities.rows();
            double[] logits = new double[similarities.columns()];
            double sum = 0;
            int hits = 0;
            for (int i = 0; i < n; i++) {
                similarities.read(i, logits);
                scale(logits, 1 / temperature);
                int target = positive.applyAsInt(i);
                hits += SoftmaxRow.hits(logits, target, excluded.applyAsInt(i)) ? 1 : 0;
                sum += SoftmaxRow.crossEntropy(logits, target, excluded.applyAsInt(i));
                scale(logits, 1 / (temperature * n));
                similarities.write(i, logits);
            }
            INDArray queryGradient = MatrixProduct.multiply(product, keys);
            INDArray keyGradient = MatrixProduct.multiply(product, true, queries, false);
            return new Result(sum / n, queryGradient, keyGradient, (double) hits / n);
        }
    }

    private static void scale(double[] row, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
    }
}

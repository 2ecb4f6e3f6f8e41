package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.MatrixProduct;
import io.ssl4j.core.loss.MatrixRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The similarities of queries with keys, one query at a time, and the way back to both. */
final class SimilarityRows {

    /** A loss of one query. */
    @FunctionalInterface
    interface RowLoss {

        /**
         * The loss of a query; the row becomes its gradient.
         *
         * @param query the row among the queries
         * @param logits the similarities with all keys over the temperature, changed in place into dLoss/dLogits
         */
        double evaluate(int query, double[] logits);
    }

    /**
     * A loss over all queries.
     *
     * @param value mean over the queries
     * @param queryGradient dValue/dQueries, {@code [n, K]}
     * @param keyGradient dValue/dKeys, {@code [m, K]}
     */
    record Result(double value, INDArray queryGradient, INDArray keyGradient) implements AutoCloseable {

        @Override
        public void close() {
            queryGradient.close();
            keyGradient.close();
        }
    }

    private SimilarityRows() {}

    /**
     * Compares queries with keys.
     *
     * @param queries {@code [n, K]}, unit rows
     * @param keys {@code [m, K]}, unit rows
     */
    static Result evaluate(INDArray queries, INDArray keys, double temperature, RowLoss loss) {
        try (INDArray product = MatrixProduct.multiply(queries, false, keys, true)) {
            MatrixRows similarities = MatrixRows.of(product);
            int n = similarities.rows();
            double[] logits = new double[similarities.columns()];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                similarities.read(i, logits);
                scale(logits, 1 / temperature);
                sum += loss.evaluate(i, logits);
                scale(logits, 1 / (temperature * n));
                similarities.write(i, logits);
            }
            return new Result(
                    sum / n,
                    MatrixProduct.multiply(product, keys),
                    MatrixProduct.multiply(product, true, queries, false));
        }
    }

    private static void scale(double[] row, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
    }
}

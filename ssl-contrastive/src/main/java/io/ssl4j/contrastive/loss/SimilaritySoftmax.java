package io.ssl4j.contrastive.loss;

import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.core.numerics.SoftmaxRow;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes similarities of queries with candidates, one query at a time, and the gradients with respect to both: the
 * logits are dot products divided by the temperature, a {@link PairMask} tells which of them belong to positives and
 * which to negatives, and a {@link RowObjective} defines the loss. NT-Xent, InfoNCE, SupCon and similar losses are
 * built on this.
 */
final class SimilaritySoftmax {

    /**
     * One direction of a contrastive loss.
     *
     * @param value mean over the queries, in nats
     * @param queryGradient dValue/dQueries, {@code [n, K]}
     * @param candidateGradient dValue/dCandidates, {@code [m, K]}
     * @param accuracy the fraction of queries that are more similar to a positive than to any negative
     */
    record Result(double value, INDArray queryGradient, INDArray candidateGradient, double accuracy)
            implements AutoCloseable {

        @Override
        public void close() {
            queryGradient.close();
            candidateGradient.close();
        }
    }

    private final double temperature;
    private final RowObjective objective;

    /** @throws IllegalArgumentException if the temperature is not finite and above 0 */
    SimilaritySoftmax(double temperature, Negatives negatives) {
        this.temperature = Temperature.require(temperature);
        this.objective = negatives.objective(temperature);
    }

    double temperature() {
        return temperature;
    }

    /**
     * Compares queries with candidates.
     *
     * @param queries {@code [n, K]}, unit rows
     * @param candidates {@code [m, K]}, unit rows
     * @param mask the mask of n queries and m candidates
     */
    Result evaluate(INDArray queries, INDArray candidates, PairMask mask) {
        try (INDArray product = MatrixProduct.multiply(queries, false, candidates, true)) {
            MatrixRows similarities = MatrixRows.of(product);
            int n = similarities.rows();
            double[] logits = new double[similarities.columns()];
            double sum = 0;
            int hits = 0;
            for (int i = 0; i < n; i++) {
                similarities.read(i, logits);
                RowMath.scale(logits, 1 / temperature);
                for (int ignored : mask.ignored(i)) {
                    logits[ignored] = Double.NEGATIVE_INFINITY;
                }
                hits += SoftmaxRow.hits(logits, mask.positives(i)) ? 1 : 0;
                sum += objective.evaluate(logits, mask.positives(i));
                RowMath.scale(logits, 1 / (temperature * n));
                similarities.write(i, logits);
            }
            return new Result(
                    sum / n,
                    MatrixProduct.multiply(product, candidates),
                    MatrixProduct.multiply(product, true, queries, false),
                    (double) hits / n);
        }
    }
}

package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.SoftmaxRow;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Similarities of queries with keys, of which one is the query's positive and the others are negatives: the logits are the
 * dot products with the keys over the temperature, and a {@link RowObjective} says what a query makes of them. What
 * NT-Xent, InfoNCE and their kin are made of.
 */
final class SimilaritySoftmax {

    /**
     * One direction of a contrastive loss.
     *
     * @param loss mean over the queries, in nats, with gradients at queries and keys
     * @param accuracy share of the queries that are more similar to their positive than to any other key
     */
    record Result(SimilarityRows.Result loss, double accuracy) implements AutoCloseable {

        double value() {
            return loss.value();
        }

        /** dValue/dQueries, {@code [n, K]}. */
        INDArray queryGradient() {
            return loss.queryGradient();
        }

        /** dValue/dKeys, {@code [m, K]}. */
        INDArray keyGradient() {
            return loss.keyGradient();
        }

        @Override
        public void close() {
            loss.close();
        }
    }

    private static final IntUnaryOperator NONE = query -> -1;

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
        int[] hits = {0};
        SimilarityRows.Result loss = SimilarityRows.evaluate(queries, keys, temperature, (query, logits) -> {
            int target = positive.applyAsInt(query);
            int out = excluded.applyAsInt(query);
            hits[0] += SoftmaxRow.hits(logits, target, out) ? 1 : 0;
            if (out >= 0) {
                logits[out] = Double.NEGATIVE_INFINITY;
            }
            return objective.evaluate(logits, target);
        });
        return new Result(loss, (double) hits[0] / queries.size(0));
    }
}

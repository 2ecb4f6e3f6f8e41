package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.numerics.SoftmaxRow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * InfoNCE with negatives from a queue or bank: each query must pick its own key among that key and the rows of the
 * queue.
 *
 * <p>He et al. 2019, "Momentum Contrast for Unsupervised Visual Representation Learning", arXiv:1911.05722, equation 1.
 * With unit rows {@code q}, {@code k} and the queue's rows {@code n_j}, which already have unit length,
 *
 * <pre>{@code L = 1/N sum_i -log( exp(q_i . k_i / t) / ( exp(q_i . k_i / t) + sum_j exp(q_i . n_j / t) ) )}</pre>
 *
 * <p>Keys and queue get no gradient. {@link MaskedInfoNceLoss} can compare a query with keys of its batch and of a
 * queue together; {@link Negatives} has other treatments of the queue.
 */
public final class QueueInfoNceLoss {

    /** The name of the term with the fraction of queries nearest to their key, in 0..1. */
    public static final String ACCURACY = NtXentLoss.ACCURACY;

    private final double temperature;
    private final RowObjective objective;

    /**
     * @param temperature above 0
     * @throws IllegalArgumentException if it is not finite and above 0
     */
    public QueueInfoNceLoss(double temperature) {
        this(temperature, Negatives.softmax());
    }

    /**
     * Makes a loss with another treatment of the negatives. Their number M in {@link Negatives} is that of the queue's
     * rows, without those that are excluded or cancelled for the query; tau is the fraction of the queue's rows that
     * are of the query's class, about one over the number of classes if the queue is a representative sample of the
     * data.
     *
     * @throws IllegalArgumentException if the temperature is not finite and above 0
     */
    public QueueInfoNceLoss(double temperature, Negatives negatives) {
        this.temperature = Temperature.require(temperature);
        this.objective = negatives.objective(temperature);
    }

    /**
     * Computes value and gradient.
     *
     * @param queries {@code [N, K]}, float or double
     * @param keys {@code [N, K]}, row i the positive of query i; a constant
     * @param queue {@code [m, K]}, unit rows; constants
     * @return the value, one gradient with respect to the queries, and the term {@value #ACCURACY}
     * @throws IllegalArgumentException if the shapes or types do not fit
     */
    public LossResult evaluate(INDArray queries, INDArray keys, INDArray queue) {
        return evaluate(queries, keys, queue, query -> -1);
    }

    /**
     * As {@link #evaluate(INDArray, INDArray, INDArray)}, excluding one row of the queue for each query, such as the
     * sample's own.
     *
     * @param excluded maps a query to that row, or to -1 for none
     */
    public LossResult evaluate(INDArray queries, INDArray keys, INDArray queue, IntUnaryOperator excluded) {
        Embeddings.requireAlike("queries", queries, "keys", keys);
        Embeddings.requireMatrix("the queue", queue, 1);
        if (queue.size(1) != queries.size(1) || queue.dataType() != queries.dataType()) {
            throw new IllegalArgumentException("the queue must have rows as wide as the queries and of their type, got "
                    + Arrays.toString(queue.shape()) + " " + queue.dataType() + " and "
                    + Arrays.toString(queries.shape()) + " " + queries.dataType());
        }
        try (RowNormalization q = RowNormalization.of(queries);
                RowNormalization k = RowNormalization.of(keys);
                INDArray product = MatrixProduct.multiply(q.unit(), false, queue, true)) {
            int n = Math.toIntExact(queries.size(0));
            double[] atPositive = new double[n];
            double sum = 0;
            int hits = 0;
            MatrixRows negatives = MatrixRows.of(product);
            MatrixRows unitQueries = MatrixRows.of(q.unit());
            MatrixRows unitKeys = MatrixRows.of(k.unit());
            int m = negatives.columns();
            double[] logits = new double[m + 1];
            double[] a = new double[unitQueries.columns()];
            double[] b = new double[a.length];
            for (int i = 0; i < n; i++) {
                negatives.read(i, logits);
                unitQueries.read(i, a);
                unitKeys.read(i, b);
                logits[m] = RowMath.dot(a, b);
                RowMath.scale(logits, 1 / temperature);
                int out = excluded.applyAsInt(i);
                if (out >= 0) {
                    logits[out] = Double.NEGATIVE_INFINITY;
                }
                hits += SoftmaxRow.hits(logits, m) ? 1 : 0;
                sum += objective.evaluate(logits, m);
                RowMath.scale(logits, 1 / (temperature * n));
                atPositive[i] = logits[m];
                negatives.write(i, logits);
            }
            try (INDArray gradient = MatrixProduct.multiply(product, queue)) {
                addPositives(gradient, unitKeys, atPositive);
                return new LossResult(sum / n, List.of(q.backward(gradient)), Map.of(ACCURACY, (double) hits / n));
            }
        }
    }

    private static void addPositives(INDArray gradient, MatrixRows keys, double[] weights) {
        MatrixRows rows = MatrixRows.of(gradient);
        double[] g = new double[rows.columns()];
        double[] k = new double[rows.columns()];
        for (int i = 0; i < weights.length; i++) {
            rows.read(i, g);
            keys.read(i, k);
            for (int j = 0; j < g.length; j++) {
                g[j] += weights[i] * k[j];
            }
            rows.write(i, g);
        }
    }
}

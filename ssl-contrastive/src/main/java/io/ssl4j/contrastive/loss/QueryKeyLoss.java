package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * InfoNCE of queries against the keys of a batch, on cosine similarities; one of the two sides is a constant.
 *
 * <p>{@code L = 1/N sum_i -log( exp(q_i . k_i / t) / sum_j exp(q_i . k_j / t) )} for unit rows {@code q} and {@code k}.
 */
public final class QueryKeyLoss {

    /** The name of the term with the fraction of queries nearest to their key, in 0..1. */
    public static final String ACCURACY = NtXentLoss.ACCURACY;

    private final SimilaritySoftmax softmax;

    /**
     * @param temperature above 0
     * @throws IllegalArgumentException if it is not finite and above 0
     */
    public QueryKeyLoss(double temperature) {
        this.softmax = new SimilaritySoftmax(temperature, Negatives.softmax());
    }

    /**
     * Computes the value and the gradient with respect to the queries: MoCo v3's form.
     *
     * @param queries {@code [N, K]}, float or double
     * @param keys {@code [N, K]}, row i the positive of query i; constants
     * @throws IllegalArgumentException if the shapes or types differ or N is below 2
     */
    public LossResult evaluate(INDArray queries, INDArray keys) {
        return evaluate(queries, keys, false);
    }

    /**
     * Computes the value and the gradient with respect to the keys, with constant queries: NNCLR's form, in which
     * neighbours are the queries.
     */
    public LossResult evaluateAtKeys(INDArray queries, INDArray keys) {
        return evaluate(queries, keys, true);
    }

    private LossResult evaluate(INDArray queries, INDArray keys, boolean atKeys) {
        Embeddings.requirePair(queries, keys);
        int n = Math.toIntExact(queries.size(0));
        try (RowNormalization q = RowNormalization.of(queries);
                RowNormalization k = RowNormalization.of(keys);
                SimilaritySoftmax.Result result =
                        softmax.evaluate(q.unit(), k.unit(), PairMask.onePositive(n, n, i -> i))) {
            INDArray gradient = atKeys ? k.backward(result.candidateGradient()) : q.backward(result.queryGradient());
            return new LossResult(result.value(), List.of(gradient), Map.of(ACCURACY, result.accuracy()));
        }
    }

    /**
     * Computes the sum of the losses of both views, each with its own keys.
     *
     * @param queries {@code [2N, K]}, both views
     * @param keys {@code [2N, K]}, row i the positive of query i; its negatives are those of the same half
     * @return the value and the gradient with respect to the queries, {@code [2N, K]}
     */
    public LossResult evaluateStacked(INDArray queries, INDArray keys) {
        return evaluateStacked(queries, keys, false);
    }

    /** As {@link #evaluateStacked}, with the gradient with respect to the keys and constant queries. */
    public LossResult evaluateStackedAtKeys(INDArray queries, INDArray keys) {
        return evaluateStacked(queries, keys, true);
    }

    private LossResult evaluateStacked(INDArray queries, INDArray keys, boolean atKeys) {
        Embeddings.requireStack(queries);
        Embeddings.requireStack(keys);
        try (INDArray q1 = Embeddings.half(queries, 0);
                INDArray q2 = Embeddings.half(queries, 1);
                INDArray k1 = Embeddings.half(keys, 0);
                INDArray k2 = Embeddings.half(keys, 1)) {
            LossResult first = evaluate(q1, k1, atKeys);
            LossResult second = evaluate(q2, k2, atKeys);
            try (INDArray a = first.gradient();
                    INDArray b = second.gradient()) {
                double accuracy = (first.terms().get(ACCURACY) + second.terms().get(ACCURACY)) / 2;
                return new LossResult(
                        first.value() + second.value(), List.of(Embeddings.stack(a, b)), Map.of(ACCURACY, accuracy));
            }
        }
    }
}

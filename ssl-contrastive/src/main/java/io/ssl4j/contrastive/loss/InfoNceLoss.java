package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * InfoNCE in both directions: each row of one view must pick its sample among the N rows of the other view.
 *
 * <p>Van den Oord, Li, Vinyals 2018, "Representation Learning with Contrastive Predictive Coding", arXiv:1807.03748,
 * equation 4, on cosine similarities. With unit rows {@code a} and {@code b} of the two views and CE the cross-entropy
 * with the diagonal as target, averaged over the N rows,
 *
 * <pre>{@code L = w ( CE(a b^T / t) + CE(b a^T / t) )}</pre>
 *
 * <p>{@link #symmetric} takes the sum (w = 1), like tutorial code for SimCLR, and MoCo v3 (without its factor 2t);
 * {@link #clip} takes the mean of both (w = 1/2), like Radford et al. 2021, arXiv:2103.00020, figure 3. Unlike in
 * {@link NtXentLoss}, rows of the same view are not negatives.
 */
public final class InfoNceLoss implements TwoViewLoss {

    /** The name of the term with the fraction of rows nearest to their other view, over both directions, in 0..1. */
    public static final String ACCURACY = NtXentLoss.ACCURACY;

    private final SimilaritySoftmax softmax;
    private final double weight;

    private InfoNceLoss(double temperature, Negatives negatives, double weight) {
        this.softmax = new SimilaritySoftmax(temperature, negatives);
        this.weight = weight;
    }

    /**
     * The sum of both directions.
     *
     * @throws IllegalArgumentException if the temperature is not finite and above 0
     */
    public static InfoNceLoss symmetric(double temperature) {
        return symmetric(temperature, Negatives.softmax());
    }

    /**
     * The sum of both directions.
     *
     * @param negatives the treatment of the N-1 rows of other samples
     * @throws IllegalArgumentException if the temperature is not finite and above 0
     */
    public static InfoNceLoss symmetric(double temperature, Negatives negatives) {
        return new InfoNceLoss(temperature, negatives, 1);
    }

    /**
     * The mean of both directions.
     *
     * @throws IllegalArgumentException if the temperature is not finite and above 0
     */
    public static InfoNceLoss clip(double temperature) {
        return new InfoNceLoss(temperature, Negatives.softmax(), 0.5);
    }

    @Override
    public LossResult evaluate(INDArray z1, INDArray z2) {
        Embeddings.requirePair(z1, z2);
        int n = Math.toIntExact(z1.size(0));
        PairMask mask = PairMask.onePositive(n, n, i -> i);
        try (RowNormalization a = RowNormalization.of(z1);
                RowNormalization b = RowNormalization.of(z2);
                SimilaritySoftmax.Result ab = softmax.evaluate(a.unit(), b.unit(), mask);
                SimilaritySoftmax.Result ba = softmax.evaluate(b.unit(), a.unit(), mask)) {
            INDArray atA = ab.queryGradient().addi(ba.candidateGradient()).muli(weight);
            INDArray atB = ab.candidateGradient().addi(ba.queryGradient()).muli(weight);
            return new LossResult(
                    weight * (ab.value() + ba.value()),
                    List.of(a.backward(atA), b.backward(atB)),
                    Map.of(ACCURACY, (ab.accuracy() + ba.accuracy()) / 2));
        }
    }
}

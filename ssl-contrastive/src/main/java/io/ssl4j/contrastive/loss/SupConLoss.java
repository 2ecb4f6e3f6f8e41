package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.StackedLoss;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The supervised contrastive loss: NT-Xent with all views of the same class as positives.
 *
 * <p>Khosla, Teterwak, Wang, Sarna, Tian, Isola, Maschinot, Liu, Krishnan 2020, "Supervised Contrastive Learning",
 * arXiv:2004.11362, equation 2 ({@code L_out}). With unit rows {@code u} of all 2N views and P(i) the other rows of row
 * i's class, including the other view of its sample,
 *
 * <pre>{@code
 * L = 1/(2N) sum_i -1/|P(i)| sum_{p in P(i)} log( exp(u_i . u_p / t) / sum_{k != i} exp(u_i . u_k / t) )
 * }</pre>
 *
 * <p>If every sample is its own class, this is {@link NtXentLoss}. The factor t / 0.07 of the reference code is left
 * out. Rows shorter than {@link RowNormalization#SMALLEST_NORM} count as zero rows: similarity 0 with everything and no
 * gradient.
 */
public final class SupConLoss implements StackedLoss {

    /** The name of the term with the fraction of rows whose nearest other row is of their class, in 0..1. */
    public static final String ACCURACY = NtXentLoss.ACCURACY;

    private final SimilaritySoftmax softmax;
    private final int[] labels;

    /**
     * Makes the loss of one batch.
     *
     * @param temperature finite, above 0
     * @param labels the class of each of its N samples
     * @throws IllegalArgumentException if the temperature is not finite and above 0
     */
    public SupConLoss(double temperature, int[] labels) {
        this.softmax = new SimilaritySoftmax(temperature, Negatives.softmax());
        this.labels = labels.clone();
    }

    @Override
    public LossResult evaluateStacked(INDArray z) {
        Embeddings.requireStack(z);
        if (z.size(0) != 2L * labels.length) {
            throw new IllegalArgumentException("every sample needs one label, got two views of " + z.size(0) / 2
                    + " samples and " + labels.length + " labels; give those of the batch");
        }
        int rows = 2 * labels.length;
        try (RowNormalization u = RowNormalization.of(z);
                SimilaritySoftmax.Result result =
                        softmax.evaluate(u.unit(), u.unit(), PairMask.of(rows, rows, this::role))) {
            INDArray gradient = u.backward(result.queryGradient().addi(result.candidateGradient()));
            return new LossResult(result.value(), List.of(gradient), Map.of(ACCURACY, result.accuracy()));
        }
    }

    private PairMask.Role role(int query, int candidate) {
        if (candidate == query) {
            return PairMask.Role.IGNORED;
        }
        return labels[candidate % labels.length] == labels[query % labels.length]
                ? PairMask.Role.POSITIVE
                : PairMask.Role.NEGATIVE;
    }
}

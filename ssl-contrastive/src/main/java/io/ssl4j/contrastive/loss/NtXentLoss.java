package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.StackedLoss;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The normalised temperature-scaled cross-entropy of SimCLR.
 *
 * <p>Chen, Kornblith, Norouzi, Hinton 2020, "A Simple Framework for Contrastive Learning of Visual Representations",
 * arXiv:2002.05709, equation 1 and algorithm 1. With unit rows {@code u} of all 2N views and j(i) the other view of the
 * same sample,
 *
 * <pre>{@code L = 1/(2N) sum_i -log( exp(u_i . u_j(i) / t) / sum_{k != i} exp(u_i . u_k / t) )}</pre>
 *
 * so each row has 2N-1 logits. {@link Negatives} has other treatments of the negatives. Rows shorter than {@link
 * RowNormalization#SMALLEST_NORM} count as zero rows: similarity 0 with everything and no gradient.
 */
public final class NtXentLoss implements StackedLoss {

    /** The name of the term with the fraction of rows nearest to their other view, in 0..1. */
    public static final String ACCURACY = "contrastiveAccuracy";

    private final SimilaritySoftmax softmax;

    /**
     * @param temperature above 0
     * @throws IllegalArgumentException if it is not finite and above 0
     */
    public NtXentLoss(double temperature) {
        this(temperature, Negatives.softmax());
    }

    /**
     * @param temperature above 0
     * @param negatives the treatment of the 2N-2 rows of other samples
     * @throws IllegalArgumentException if the temperature is not finite and above 0
     */
    public NtXentLoss(double temperature, Negatives negatives) {
        this.softmax = new SimilaritySoftmax(temperature, negatives);
    }

    @Override
    public LossResult evaluateStacked(INDArray z) {
        Embeddings.requireStack(z);
        int rows = Math.toIntExact(z.size(0));
        try (RowNormalization u = RowNormalization.of(z);
                SimilaritySoftmax.Result result =
                        softmax.evaluate(u.unit(), u.unit(), PairMask.amongRows(rows, i -> (i + rows / 2) % rows))) {
            INDArray gradient = u.backward(result.queryGradient().addi(result.candidateGradient()));
            return new LossResult(result.value(), List.of(gradient), Map.of(ACCURACY, result.accuracy()));
        }
    }
}

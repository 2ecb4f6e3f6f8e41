package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.RowNormalization;
import io.ssl4j.core.loss.StackedLoss;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The supervised contrastive loss: NT-Xent with all views of the same class as positives.
 *
 * <p>Khosla, Teterwak, Wang, Sarna, Tian, Isola, Maschinot, Liu, Krishnan 2020, "Supervised Contrastive Learning",
 * arXiv:2004.11362, equation 2 ({@code L_out}). With unit rows {@code u} of all 2N views and P(i) the other rows of row i's
 * class, among them the other view of its sample,
 *
 * <pre>{@code L = 1/(2N) sum_i -1/|P(i)| sum_{p in P(i)} log( exp(u_i . u_p / t) / sum_{k != i} exp(u_i . u_k / t) )}</pre>
 *
 * <p>Where every sample is a class of its own this is {@link NtXentLoss}. The factor t / 0.07 of the reference code is left
 * out. Rows shorter than {@link RowNormalization#SMALLEST_NORM} count as zero rows: similarity 0 with everything and no
 * gradient.
 */
public final class SupConLoss implements StackedLoss {

    /** The term that holds the share of rows whose nearest other row is of their class, in 0..1. */
    public static final String ACCURACY = NtXentLoss.ACCURACY;

    private final double temperature;
    private final int[] labels;

    /**
     * The loss of one batch.
     *
     * @param temperature finite, above 0
     * @param labels the class of each of its N samples
     * @throws IllegalArgumentException if the temperature is not finite and above 0
     */
    public SupConLoss(double temperature, int[] labels) {
        this.temperature = Temperature.require(temperature);
        this.labels = labels.clone();
    }

    @Override
    public LossResult evaluateStacked(INDArray z) {
        Embeddings.requireStack(z);
        if (z.size(0) != 2L * labels.length) {
            throw new IllegalArgumentException("every sample needs one label, got two views of " + z.size(0) / 2
                    + " samples and " + labels.length + " labels; give those of the batch");
        }
        int[] hits = {0};
        try (RowNormalization u = RowNormalization.of(z);
                SimilarityRows.Result result =
                        SimilarityRows.evaluate(u.unit(), u.unit(), temperature, (query, logits) -> {
                            logits[query] = Double.NEGATIVE_INFINITY;
                            hits[0] += hits(query, logits) ? 1 : 0;
                            return crossEntropy(query, logits);
                        })) {
            INDArray gradient = u.backward(result.queryGradient().addi(result.keyGradient()));
            return new LossResult(
                    result.value(), List.of(gradient), Map.of(ACCURACY, (double) hits[0] / (2 * labels.length)));
        }
    }

    private boolean isPositive(int query, int key) {
        return key != query && labels[key % labels.length] == labels[query % labels.length];
    }

    /** Whether the most similar row is of the query's class; a tie with one of another class is a miss. */
    private boolean hits(int query, double[] logits) {
        double ofClass = Double.NEGATIVE_INFINITY;
        double ofOthers = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < logits.length; j++) {
            if (isPositive(query, j)) {
                ofClass = Math.max(ofClass, logits[j]);
            } else {
                ofOthers = Math.max(ofOthers, logits[j]);
            }
        }
        return ofClass > ofOthers;
    }

    /** {@code log sum_k exp(s_k) - mean of s_p over the positives}; the row becomes its gradient. */
    private double crossEntropy(int query, double[] logits) {
        double ofPositives = 0;
        int positives = 0;
        for (int j = 0; j < logits.length; j++) {
            if (isPositive(query, j)) {
                ofPositives += logits[j];
                positives++;
            }
        }
        double ofAll = LogSumExp.softmax(logits, 1, logits);
        for (int j = 0; j < logits.length; j++) {
            if (isPositive(query, j)) {
                logits[j] -= 1.0 / positives;
            }
        }
        return ofAll - ofPositives / positives;
    }
}

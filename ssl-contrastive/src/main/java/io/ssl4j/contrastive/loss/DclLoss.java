package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.StackedLoss;
import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Decoupled contrastive learning: NT-Xent whose denominator omits the positive pair, so that a pair that is already
 * close does not weaken the repulsion of the negatives.
 *
 * <p>Yeh, Hong, Hsu, Liu, Chen, LeCun 2021, "Decoupled Contrastive Learning", arXiv:2110.06848, section 3. With
 * unit rows {@code u} of all 2N views and j(i) the other view of the same sample,
 *
 * <pre>{@code L = 1/(2N) sum_i ( -w_i u_i . u_j(i) / t + log sum_{k != i, j(i)} exp(u_i . u_k / t) )}</pre>
 *
 * <p>{@link #of} has w = 1 (DCL); {@link #weighted} has {@code w = 2 - N softmax(cos / sigma)} over the N pairs (DCLW),
 * which pulls distant pairs together more strongly; no gradient flows through the weights. The value can be negative.
 * Rows shorter than {@link RowNormalization#SMALLEST_NORM} count as zero rows: similarity 0 with everything and no
 * gradient.
 */
public final class DclLoss implements StackedLoss {

    /** The name of the term with the fraction of rows nearest to their other view, in 0..1. */
    public static final String ACCURACY = NtXentLoss.ACCURACY;

    /** Computes the weights of the N pairs from their cosines. */
    @FunctionalInterface
    interface PairWeights {

        /** Turns the cosines into weights, in place. */
        void apply(double[] cosines);
    }

    private final SimilaritySoftmax softmax;
    private final PairWeights weights;

    DclLoss(double temperature, PairWeights weights) {
        this.softmax = new SimilaritySoftmax(temperature, Negatives.decoupled());
        this.weights = weights;
    }

    /**
     * Equal weights for all pairs: DCL.
     *
     * @throws IllegalArgumentException if the temperature is not finite and above 0
     */
    public static DclLoss of(double temperature) {
        return new DclLoss(temperature, cosines -> Arrays.fill(cosines, 1));
    }

    /**
     * More weight on pairs that are less similar than others: DCLW.
     *
     * @param sigma finite, above 0; smaller values distinguish pairs more sharply
     * @throws IllegalArgumentException if temperature or sigma are not finite and above 0
     */
    public static DclLoss weighted(double temperature, double sigma) {
        requireSigma(sigma);
        return new DclLoss(temperature, cosines -> weigh(cosines, sigma));
    }

    /**
     * Requires a valid sigma, and returns it.
     *
     * @throws IllegalArgumentException if it is not finite and above 0
     */
    public static double requireSigma(double sigma) {
        if (!(sigma > 0) || Double.isInfinite(sigma)) {
            throw new IllegalArgumentException(
                    "sigma must be finite and above 0, got " + sigma + "; the paper's value is 0.5");
        }
        return sigma;
    }

    static void weigh(double[] cosines, double sigma) {
        LogSumExp.softmax(cosines, 1 / sigma, cosines);
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = 2 - cosines.length * cosines[i];
        }
    }

    @Override
    public LossResult evaluateStacked(INDArray z) {
        Embeddings.requireStack(z);
        int n = Math.toIntExact(z.size(0) / 2);
        try (RowNormalization u = RowNormalization.of(z);
                SimilaritySoftmax.Result decoupled =
                        softmax.evaluate(u.unit(), u.unit(), PairMask.amongRows(2 * n, i -> (i + n) % (2 * n)))) {
            INDArray atUnit = decoupled.queryGradient().addi(decoupled.candidateGradient());
            double extra = addWeighting(MatrixRows.of(u.unit()), MatrixRows.of(atUnit));
            return new LossResult(
                    decoupled.value() + extra, List.of(u.backward(atUnit)), Map.of(ACCURACY, decoupled.accuracy()));
        }
    }

    /** Adds the contribution of weights other than 1: {@code 1/N sum_i (1 - w_i) cos_i / t}, with its gradient. */
    private double addWeighting(MatrixRows u, MatrixRows gradient) {
        int n = u.rows() / 2;
        double[] a = new double[u.columns()];
        double[] b = new double[u.columns()];
        double[] cosines = new double[n];
        for (int i = 0; i < n; i++) {
            u.read(i, a);
            u.read(i + n, b);
            for (int j = 0; j < a.length; j++) {
                cosines[i] += a[j] * b[j];
            }
        }
        double[] w = cosines.clone();
        weights.apply(w);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double factor = (1 - w[i]) / (softmax.temperature() * n);
            if (factor != 0) {
                sum += factor * cosines[i];
                addRow(gradient, i, factor, u, i + n, a, b);
                addRow(gradient, i + n, factor, u, i, a, b);
            }
        }
        return sum;
    }

    private static void addRow(
            MatrixRows sum, int row, double factor, MatrixRows from, int other, double[] a, double[] b) {
        sum.read(row, a);
        from.read(other, b);
        for (int j = 0; j < a.length; j++) {
            a[j] += factor * b[j];
        }
        sum.write(row, a);
    }
}

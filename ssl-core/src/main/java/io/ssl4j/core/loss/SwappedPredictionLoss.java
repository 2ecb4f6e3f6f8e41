package io.ssl4j.core.loss;

import io.ssl4j.core.numerics.MatrixRows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Predicts each full-sized crop's distribution over prototypes from the scores of every other crop. In SwAV's swapped
 * prediction the distributions are its assignments; in DINO they are the teacher's sharpened outputs.
 *
 * <p>Caron et al. 2020, arXiv:2006.09882, equation 2 and section 3.3; Caron et al. 2021, arXiv:2104.14294, equation 3.
 * With distributions {@code q_g} of the two full-sized crops, scores {@code s_v} of all V crops and CE averaged over
 * the N samples,
 *
 * <pre>{@code L = 1/2 sum_{g in 1, 2} 1/(V-1) sum_{v != g} CE( q_g, softmax(s_v / t) )}</pre>
 *
 * <p>The distributions take no gradient.
 */
public final class SwappedPredictionLoss {

    private final double temperature;

    /**
     * @param temperature above 0
     * @throws IllegalArgumentException if it is not finite and above 0
     */
    public SwappedPredictionLoss(double temperature) {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be finite and above 0, got " + temperature
                    + "; published values are near 0.1");
        }
        this.temperature = temperature;
    }

    /**
     * Computes value and gradient.
     *
     * @param scores {@code [V N, P]}: crop after crop, the two full-sized ones first
     * @param targets {@code [2 N, P]}: the distributions of the two full-sized crops; constants
     * @return the value and the gradient with respect to the scores
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public LossResult evaluate(INDArray scores, INDArray targets) {
        Embeddings.requireMatrix("scores", scores, 2);
        Embeddings.requireMatrix("targets", targets, 2);
        int n = Math.toIntExact(targets.size(0) / 2);
        if (targets.size(0) % 2 != 0
                || scores.size(0) % n != 0
                || scores.size(0) < 2 * n
                || scores.size(1) != targets.size(1)) {
            throw new IllegalArgumentException("scores must be [V N, P] with V of at least 2 for targets of [2 N, P],"
                    + " got " + Arrays.toString(scores.shape()) + " and "
                    + Arrays.toString(targets.shape()));
        }
        int crops = Math.toIntExact(scores.size(0) / n);
        double weight = 1.0 / (2.0 * (crops - 1) * n);
        MatrixRows from = MatrixRows.of(scores);
        MatrixRows distributions = MatrixRows.of(targets);
        MatrixRows gradient = MatrixRows.zeros(scores.dataType(), from.rows(), from.columns());
        double[] target = new double[from.columns()];
        SoftTargets row = new SoftTargets(from.columns());
        double sum = 0;
        for (int v = 0; v < crops; v++) {
            for (int i = 0; i < n; i++) {
                row.begin(from, v * n + i, temperature);
                for (int g = 0; g < 2; g++) {
                    if (g != v) {
                        distributions.read(g * n + i, target);
                        sum += row.add(target, weight);
                    }
                }
                row.writeGradient(gradient, v * n + i);
            }
        }
        return new LossResult(sum, List.of(gradient.array()), Map.of());
    }
}

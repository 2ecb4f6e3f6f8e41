package io.ssl4j.core.loss;

import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The distance between predictions and constant targets: {@code L = -1/n sum_i cos(p_i, t_i)}, in -1..1. SimSiam's
 * objective (Chen and He 2020, arXiv:2011.10566, equation 1); BYOL's mean squared distance of unit vectors is {@code 2
 * + 2 L} (Grill et al. 2020, arXiv:2006.07733, equation 2).
 *
 * <p>Rows shorter than {@link RowNormalization#SMALLEST_NORM} count as zero rows: cosine 0 and no gradient.
 */
public final class NegativeCosine {

    private NegativeCosine() {}

    /**
     * Computes value and gradient.
     *
     * @param predictions {@code [n, K]}, float or double
     * @param targets {@code [n, K]}, row i the target of prediction i; a constant
     * @return the value and the gradient at only the predictions
     * @throws IllegalArgumentException if the shapes or types differ
     */
    public static LossResult evaluate(INDArray predictions, INDArray targets) {
        Embeddings.requireAlike("predictions", predictions, "targets", targets);
        try (RowNormalization p = RowNormalization.of(predictions);
                RowNormalization t = RowNormalization.of(targets)) {
            MatrixRows unitPredictions = MatrixRows.of(p.unit());
            MatrixRows unitTargets = MatrixRows.of(t.unit());
            int n = unitPredictions.rows();
            double[] a = new double[unitPredictions.columns()];
            double[] b = new double[a.length];
            MatrixRows gradient = MatrixRows.zeros(predictions.dataType(), n, a.length);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                unitPredictions.read(i, a);
                unitTargets.read(i, b);
                for (int j = 0; j < a.length; j++) {
                    sum -= a[j] * b[j];
                    b[j] /= -n;
                }
                gradient.write(i, b);
            }
            try (INDArray atUnit = gradient.array()) {
                return new LossResult(sum / n, List.of(p.backward(atUnit)), java.util.Map.of());
            }
        }
    }
}

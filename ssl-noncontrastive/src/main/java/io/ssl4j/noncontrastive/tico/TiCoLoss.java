package io.ssl4j.noncontrastive.tico;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss that pulls views together and pushes embeddings away from the directions of recent embeddings.
 *
 * <p>Zhu et al. 2022, arXiv:2206.10698. With unit rows {@code u, v} of the two views and {@code C} the moving average
 * of {@code u^T u / N}, a constant,
 *
 * <pre>{@code invariance = 1 - 1/N sum_i u_i . v_i
 * covariance = 1/N sum_i u_i^T C u_i
 * L = invariance + rho covariance}</pre>
 *
 * <p>lightly's {@code TiCoLoss} is the same since January 2024. Before, its gradient also went through this step's part
 * of {@code C}.
 *
 * <p>Rows shorter than {@link RowNormalization#SMALLEST_NORM} count as zero rows and have no gradient.
 */
public final class TiCoLoss {

    /** The name of the term {@code 1 - mean cosine} of the views, in 0..2. */
    public static final String INVARIANCE = "invariance";

    /**
     * The name of the covariance term, before its weight rho: 1 if all embeddings are and were equal, 1/K if they are
     * spread evenly.
     */
    public static final String COVARIANCE = "covariance";

    private final double rho;

    /**
     * @param rho the weight of the covariance term
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public TiCoLoss(double rho) {
        this.rho = requireRho(rho);
    }

    static double requireRho(double rho) {
        if (!(rho >= 0) || Double.isInfinite(rho)) {
            throw new IllegalArgumentException(
                    "rho must be finite and at least 0, got " + rho + "; published values are 8 and 20");
        }
        return rho;
    }

    /**
     * Computes value and gradients.
     *
     * @param z1 {@code [N, K]}, float or double: the embeddings that the covariance belongs to
     * @param z2 {@code [N, K]}, row i the other view of row i of {@code z1}
     * @param covariance {@code [K, K]}, symmetric; a constant
     * @return the value and the gradients with respect to both views; ignore that of the second if it is a target
     * @throws IllegalArgumentException if the shapes or types differ
     */
    public LossResult evaluate(INDArray z1, INDArray z2, INDArray covariance) {
        Embeddings.requireAlike("view 1", z1, "view 2", z2);
        requireCovariance(covariance, z1);
        try (RowNormalization unit1 = RowNormalization.of(z1);
                RowNormalization unit2 = RowNormalization.of(z2);
                INDArray pushed = MatrixProduct.multiply(unit1.unit(), covariance)) {
            MatrixRows gradient1 = MatrixRows.of(pushed);
            MatrixRows gradient2 = MatrixRows.zeros(z2.dataType(), z2.size(0), z2.size(1));
            Map<String, Double> terms =
                    toGradients(MatrixRows.of(unit1.unit()), MatrixRows.of(unit2.unit()), gradient1, gradient2);
            try (INDArray atUnit2 = gradient2.array()) {
                return new LossResult(
                        terms.get(INVARIANCE) + rho * terms.get(COVARIANCE),
                        List.of(unit1.backward(pushed), unit2.backward(atUnit2)),
                        terms);
            }
        }
    }

    /**
     * Computes the terms; the rows {@code C u} are replaced by the gradient with respect to u, the empty rows by that
     * with respect to v.
     */
    private Map<String, Double> toGradients(MatrixRows u, MatrixRows v, MatrixRows pushed, MatrixRows atV) {
        int n = u.rows();
        double[] rowU = new double[u.columns()];
        double[] rowV = new double[u.columns()];
        double[] row = new double[u.columns()];
        double cosines = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            u.read(i, rowU);
            v.read(i, rowV);
            pushed.read(i, row);
            for (int j = 0; j < row.length; j++) {
                cosines += rowU[j] * rowV[j];
                squares += rowU[j] * row[j];
                row[j] = (2 * rho * row[j] - rowV[j]) / n;
                rowU[j] /= -n;
            }
            pushed.write(i, row);
            atV.write(i, rowU);
        }
        return Map.of(INVARIANCE, 1 - cosines / n, COVARIANCE, squares / n);
    }

    private static void requireCovariance(INDArray covariance, INDArray z) {
        long width = z.size(1);
        if (covariance.rank() != 2
                || covariance.size(0) != width
                || covariance.size(1) != width
                || covariance.dataType() != z.dataType()) {
            throw new IllegalArgumentException("the covariance of embeddings of width " + width + " must be [" + width
                    + ", " + width + "] " + z.dataType() + ", got " + Arrays.toString(covariance.shape()) + " "
                    + covariance.dataType());
        }
    }
}

package io.ssl4j.contrastive.alignuniform;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Alignment of the two views of a sample, and uniformity of each view on the unit sphere.
 *
 * <p>Wang and Isola 2020, arXiv:2005.10242, section 4. With unit rows {@code x} and {@code y} of the two views,
 *
 * <pre>{@code
 * align   = 1/N sum_i |x_i - y_i|^alpha
 * U(x)    = log( mean over pairs i < j of exp(-t |x_i - x_j|^2) )
 * L       = align + lambda (U(x) + U(y)) / 2
 * }</pre>
 *
 * <p>The value is often negative: a uniform density has about {@code U = -2t} in high dimensions. Rows shorter than
 * {@link RowNormalization#SMALLEST_NORM} count as zero rows without gradient; if two views coincide, the gradient of
 * the alignment is 0.
 */
public final class AlignUniformLoss implements TwoViewLoss {

    /** The name of the term with the alignment, 0 at best and {@code 2^alpha} at worst. */
    public static final String ALIGNMENT = "alignment";

    /** The name of the term with the mean uniformity of both views: at most 0, which is collapse; lower is better. */
    public static final String UNIFORMITY = "uniformity";

    private final double alpha;
    private final double t;
    private final double lambda;

    /**
     * @param alpha power of the distance, finite, at least 1
     * @param t sharpness of the Gaussian potential, finite, above 0
     * @param lambda weight of uniformity, finite, at least 0
     * @throws IllegalArgumentException if any is out of range
     */
    public AlignUniformLoss(double alpha, double t, double lambda) {
        this.alpha = require("alpha, the power of the distance,", alpha, 1);
        this.t = require("t, the sharpness of the potential,", t, Double.MIN_VALUE);
        this.lambda = require("lambda, the weight of uniformity,", lambda, 0);
    }

    private static double require(String name, double value, double least) {
        if (!(value >= least) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and "
                    + (least == Double.MIN_VALUE ? "above 0" : "at least " + (int) least) + ", got " + value
                    + "; the paper's values are alpha 2, t 2 and lambda 1");
        }
        return value;
    }

    @Override
    public LossResult evaluate(INDArray z1, INDArray z2) {
        Embeddings.requirePair(z1, z2);
        try (RowNormalization x = RowNormalization.of(z1);
                RowNormalization y = RowNormalization.of(z2);
                Uniformity ofX = Uniformity.of(x.unit(), t);
                Uniformity ofY = Uniformity.of(y.unit(), t)) {
            INDArray atX = ofX.gradient().muli(lambda / 2);
            INDArray atY = ofY.gradient().muli(lambda / 2);
            double alignment =
                    align(MatrixRows.of(x.unit()), MatrixRows.of(y.unit()), MatrixRows.of(atX), MatrixRows.of(atY));
            double uniformity = (ofX.value() + ofY.value()) / 2;
            return new LossResult(
                    alignment + lambda * uniformity,
                    List.of(x.backward(atX), y.backward(atY)),
                    Map.of(ALIGNMENT, alignment, UNIFORMITY, uniformity));
        }
    }

    /** Returns the alignment and adds its gradients. */
    private double align(MatrixRows x, MatrixRows y, MatrixRows atX, MatrixRows atY) {
        int n = x.rows();
        double[] a = new double[x.columns()];
        double[] b = new double[x.columns()];
        double[] row = new double[x.columns()];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            x.read(i, a);
            y.read(i, b);
            double squared = 0;
            for (int j = 0; j < a.length; j++) {
                a[j] -= b[j];
                squared += a[j] * a[j];
            }
            double distance = Math.sqrt(squared);
            sum += Math.pow(distance, alpha);
            double factor = distance == 0 ? 0 : alpha * Math.pow(distance, alpha - 2) / n;
            addTimes(atX, i, factor, a, row);
            addTimes(atY, i, -factor, a, row);
        }
        return sum / n;
    }

    private static void addTimes(MatrixRows sum, int i, double factor, double[] difference, double[] row) {
        sum.read(i, row);
        for (int j = 0; j < row.length; j++) {
            row[j] += factor * difference[j];
        }
        sum.write(i, row);
    }
}

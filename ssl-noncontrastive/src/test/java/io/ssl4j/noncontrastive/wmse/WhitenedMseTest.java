package io.ssl4j.noncontrastive.wmse;

import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.TwoViewLossContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WhitenedMseTest extends TwoViewLossContract {

    private static final double SHRINKAGE = WMseConfig.defaults().shrinkage();

    @Override
    protected TwoViewLoss loss() {
        return new WhitenedMse(SHRINKAGE);
    }

    @Override
    protected double oracle(double[][] z1, double[][] z2) {
        double[][] u = whiten(z1);
        double[][] v = whiten(z2);
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            double normU = Math.sqrt(dot(u[i], u[i]));
            double normV = Math.sqrt(dot(v[i], v[i]));
            for (int j = 0; j < u[i].length; j++) {
                sum += Math.pow(u[i][j] / normU - v[i][j] / normV, 2) / u.length;
            }
        }
        return sum;
    }

    private static double[][] whiten(double[][] z) {
        int k = z[0].length;
        double[] mean = new double[k];
        for (double[] row : z) {
            for (int j = 0; j < k; j++) {
                mean[j] += row[j] / z.length;
            }
        }
        double[][] a = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                for (double[] row : z) {
                    a[i][j] += (1 - SHRINKAGE) * (row[i] - mean[i]) * (row[j] - mean[j]) / (z.length - 1);
                }
            }
            a[i][i] += SHRINKAGE;
        }
        double[][] lower = cholesky(a);
        double[][] whitened = new double[z.length][k];
        for (int r = 0; r < z.length; r++) {
            for (int i = 0; i < k; i++) {
                double rest = z[r][i] - mean[i];
                for (int j = 0; j < i; j++) {
                    rest -= lower[i][j] * whitened[r][j];
                }
                whitened[r][i] = rest / lower[i][i];
            }
        }
        return whitened;
    }

    /** Cholesky and Banachiewicz, entry by entry. */
    private static double[][] cholesky(double[][] a) {
        double[][] lower = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = a[i][j] - dot(lower[i], lower[j]);
                lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
            }
        }
        return lower;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /** The gradient through mean, covariance, Cholesky factor and triangular solve alone, at any upstream gradient. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-3, 0.5})
    void theWayBackThroughTheWhiteningIsCentralDifferences(double shrinkage) {
        INDArray weights = gaussian(41, 9, 4);
        FiniteDifferences.check(
                z -> {
                    try (Whitening w = Whitening.of(z.get(0), shrinkage)) {
                        INDArray u = w.whitened();
                        double value = u.mul(u).mul(weights).sumNumber().doubleValue()
                                + u.mul(weights).sumNumber().doubleValue();
                        return LossResult.of(
                                value, w.backward(u.mul(weights).mul(2).add(weights), u.dataType()));
                    }
                },
                gaussian(42, 9, 4).mul(3).add(5));
    }

    @Test
    void whitenedRowsHaveMeanZeroAndTheIdentityAsCovariance() {
        INDArray z = gaussian(43, 40, 6).mmul(gaussian(44, 6, 6)).add(7);
        try (Whitening w = Whitening.of(z, 0)) {
            INDArray u = w.whitened();
            assertThat(u.mean(0).amaxNumber().doubleValue()).isLessThan(1e-12);
            Agreement.assertClose(
                    "covariance", u.transpose().mmul(u).div(39), Nd4j.eye(6).castTo(u.dataType()), 1e-10);
        }
    }

    /**
     * The loss without shrinkage knows nothing of scale and place of a dimension, and of mixing by a lower triangle.
     */
    @Test
    void lowerTriangularMapsOfAViewAreOfNoMatter() {
        INDArray z1 = gaussian(45, 12, 4);
        INDArray z2 = gaussian(46, 12, 4);
        INDArray map = gaussian(47, 4, 4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                map.putScalar(i, j, i < j ? 0 : i == j ? 2 + i : map.getDouble(i, j));
            }
        }
        WhitenedMse exact = new WhitenedMse(0);
        double value = exact.evaluate(z1, z2).value();
        assertThat(value).isBetween(0.5, 4.0);
        assertThat(exact.evaluate(z1.mmul(map.transpose()).add(3), z2).value()).isCloseTo(value, within(1e-10));
    }

    @Test
    void equalViewsCostNothingAndOppositeOnesFour() {
        INDArray z = gaussian(48, 10, 4);
        assertThat(new WhitenedMse(0).evaluate(z, z).value()).isCloseTo(0, within(1e-12));
        assertThat(new WhitenedMse(0).evaluate(z, z.neg()).value()).isCloseTo(4, within(1e-12));
    }

    /** Nothing is left to be compared, at any place that a mean cannot be rounded to. */
    @Test
    void equalRowsCostTwoAndHaveNoGradient() {
        for (double value : new double[] {0, 0.1, -1e6 / 3, 1e15 / 7}) {
            INDArray z = Nd4j.zeros(DataType.DOUBLE, 7, 4).addi(value);
            LossResult result = loss().evaluate(z, z.neg());
            assertThat(result.value()).isEqualTo(2);
            assertThat(result.gradient(0).amaxNumber().doubleValue()).isZero();
            assertThat(result.gradient(1).amaxNumber().doubleValue()).isZero();
        }
    }

    /** Fewer rows than dimensions, with and without what makes their covariance invertible. */
    @Test
    void aSingularCovarianceIsRefusedUnlessShrunk() {
        INDArray z = gaussian(49, 4, 6);
        assertThatThrownBy(() -> new WhitenedMse(0).evaluate(z, z))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the covariance of 4 embeddings of width 6 must be invertible");
        assertThat(new WhitenedMse(1e-3).evaluate(z, z).value()).isCloseTo(0, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1, Double.NaN})
    void aShrinkageThatCannotBeIsRefused(double shrinkage) {
        assertThatThrownBy(() -> new WhitenedMse(shrinkage))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the shrinkage must be at least 0 and below 1, got " + shrinkage);
    }
}

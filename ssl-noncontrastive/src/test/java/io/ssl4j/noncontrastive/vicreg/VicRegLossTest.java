package io.ssl4j.noncontrastive.vicreg;

import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.TestArrays;
import io.ssl4j.core.testing.TwoViewLossContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class VicRegLossTest extends TwoViewLossContract {

    /** Columns of a 4 x 4 Hadamard matrix without the constant one: unbiased variance 4/3, uncorrelated. */
    private static final INDArray SPREAD = TestArrays.of(
            new double[] {1, 1, 1}, new double[] {-1, 1, -1}, new double[] {1, -1, -1}, new double[] {-1, -1, 1});

    @Override
    protected TwoViewLoss loss() {
        return new VicRegLoss(25, 25, 1);
    }

    /** The gradient of squared covariances grows with the third power: 1e36 here, where floats end at 3e38. */
    @Override
    protected double largestScale() {
        return 1e12;
    }

    /** Equations 1 to 6 of the paper with the reference code's means, entry by entry. */
    @Override
    protected double oracle(double[][] z1, double[][] z2) {
        int n = z1.length;
        int d = z1[0].length;
        double invariance = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                invariance += Math.pow(z1[i][j] - z2[i][j], 2) / (n * d);
            }
        }
        return 25 * invariance + 25 * (variance(z1) + variance(z2)) / 2 + covariance(z1) + covariance(z2);
    }

    private static double variance(double[][] z) {
        double sum = 0;
        for (int j = 0; j < z[0].length; j++) {
            sum += Math.max(0, 1 - Math.sqrt(covariance(z, j, j) + 1e-4)) / z[0].length;
        }
        return sum;
    }

    private static double covariance(double[][] z) {
        double sum = 0;
        for (int i = 0; i < z[0].length; i++) {
            for (int j = 0; j < z[0].length; j++) {
                sum += i == j ? 0 : Math.pow(covariance(z, i, j), 2) / z[0].length;
            }
        }
        return sum;
    }

    private static double covariance(double[][] z, int i, int j) {
        double meanI = 0;
        double meanJ = 0;
        for (double[] row : z) {
            meanI += row[i] / z.length;
            meanJ += row[j] / z.length;
        }
        double sum = 0;
        for (double[] row : z) {
            sum += (row[i] - meanI) * (row[j] - meanJ) / (z.length - 1);
        }
        return sum;
    }

    @Test
    void alikeSpreadAndUncorrelatedViewsCostNothing() {
        LossResult result = loss().evaluate(SPREAD, SPREAD);
        assertThat(result.value()).isCloseTo(0, within(1e-15));
        assertThat(result.gradient(0).amaxNumber().doubleValue()).isLessThan(1e-15);
    }

    @Test
    void collapsedViewsCostTheVarianceWeight() {
        INDArray constant = SPREAD.mul(0).addi(3);
        LossResult result = loss().evaluate(constant, constant);
        assertThat(result.value()).isCloseTo(25 * (1 - Math.sqrt(1e-4)), within(1e-12));
        assertThat(result.terms().get(VicRegLoss.VARIANCE)).isCloseTo(0.99, within(1e-12));
        assertThat(result.gradient(0).amaxNumber().doubleValue()).isZero();
    }

    @Test
    void equalColumnsCostTheirCovariance() {
        INDArray column = SPREAD.getColumn(0, true);
        INDArray z = Nd4j.concat(1, column, column, column);
        LossResult result = loss().evaluate(z, z);
        // Six pairs of (4/3)^2 over three dimensions, in both views.
        assertThat(result.value()).isCloseTo(2 * 6 * 16.0 / 9 / 3, within(1e-12));
        assertThat(result.terms().get(VicRegLoss.COVARIANCE)).isCloseTo(result.value(), within(1e-12));
    }

    /**
     * Where the deviation is above 1 the hinge is flat, and at half the scale it is not: both sides are differentiable.
     */
    @Test
    void bothSidesOfTheHingeAreCentralDifferences() {
        VicRegLoss spreadAlone = new VicRegLoss(0, 25, 0);
        FiniteDifferences.check(
                z -> spreadAlone.evaluate(z.get(0), z.get(1)),
                gaussian(1, 6, 3).mul(0.4),
                gaussian(2, 6, 3).mul(3));
        LossResult flat = spreadAlone.evaluate(SPREAD, SPREAD);
        assertThat(flat.value()).isZero();
        assertThat(flat.gradient(1).amaxNumber().doubleValue()).isZero();
    }

    @Test
    void theTermsMakeTheValue() {
        LossResult result = loss().evaluate(gaussian(5, 6, 4), gaussian(6, 6, 4));
        assertThat(25 * result.terms().get(VicRegLoss.INVARIANCE)
                        + 25 * result.terms().get(VicRegLoss.VARIANCE)
                        + result.terms().get(VicRegLoss.COVARIANCE))
                .isCloseTo(result.value(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void aWeightThatCannotBeIsRefused(double weight) {
        assertThatThrownBy(() -> new VicRegLoss(25, weight, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the variance weight must be finite and at least 0, got " + weight);
    }
}

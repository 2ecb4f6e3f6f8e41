package io.ssl4j.noncontrastive.barlowtwins;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.testing.TestArrays;
import io.ssl4j.core.testing.TwoViewLossContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BarlowTwinsLossTest extends TwoViewLossContract {

    private static final double LAMBDA = 0.005;

    /** The columns of a 4 x 4 Hadamard matrix without the constant one: mean 0, variance 1, uncorrelated. */
    private static final INDArray DECORRELATED = TestArrays.of(
            new double[] {1, 1, 1}, new double[] {-1, 1, -1}, new double[] {1, -1, -1}, new double[] {-1, -1, 1});

    @Override
    protected TwoViewLoss loss() {
        return new BarlowTwinsLoss(LAMBDA);
    }

    /** Equation 1 and 2 of the paper on standardised columns, entry by entry. */
    @Override
    protected double oracle(double[][] z1, double[][] z2) {
        double loss = 0;
        for (int i = 0; i < z1[0].length; i++) {
            for (int j = 0; j < z2[0].length; j++) {
                double c = correlation(z1, i, z2, j);
                loss += i == j ? (1 - c) * (1 - c) : LAMBDA * c * c;
            }
        }
        return loss;
    }

    private static double correlation(double[][] z1, int i, double[][] z2, int j) {
        int n = z1.length;
        double mean1 = 0;
        double mean2 = 0;
        for (int b = 0; b < n; b++) {
            mean1 += z1[b][i] / n;
            mean2 += z2[b][j] / n;
        }
        double covariance = 0;
        double variance1 = 0;
        double variance2 = 0;
        for (int b = 0; b < n; b++) {
            covariance += (z1[b][i] - mean1) * (z2[b][j] - mean2) / n;
            variance1 += (z1[b][i] - mean1) * (z1[b][i] - mean1) / n;
            variance2 += (z2[b][j] - mean2) * (z2[b][j] - mean2) / n;
        }
        return covariance / (Math.sqrt(variance1 + 1e-5) * Math.sqrt(variance2 + 1e-5));
    }

    @Test
    void identicalDecorrelatedViewsAreTheMinimum() {
        LossResult result = loss().evaluate(DECORRELATED, DECORRELATED);
        double perColumn = Math.pow(1e-5 / (1 + 1e-5), 2);
        assertThat(result.value()).isCloseTo(3 * perColumn, within(1e-15)).isLessThan(1e-9);
        assertThat(result.gradient(0).amaxNumber().doubleValue()).isLessThan(1e-9);
    }

    @Test
    void oppositeViewsCostFourPerDimension() {
        LossResult result = loss().evaluate(DECORRELATED, DECORRELATED.neg());
        assertThat(result.value()).isCloseTo(3 * 4, within(1e-3));
        assertThat(result.terms().get(BarlowTwinsLoss.REDUNDANCY)).isCloseTo(0, within(1e-12));
    }

    @Test
    void equalColumnsCostLambdaForEachPair() {
        INDArray column = DECORRELATED.getColumn(0, true);
        INDArray z = Nd4j.concat(1, column, column, column);
        LossResult result = loss().evaluate(z, z);
        assertThat(result.value()).isCloseTo(LAMBDA * 6, within(1e-6));
        assertThat(result.terms().get(BarlowTwinsLoss.REDUNDANCY)).isCloseTo(6, within(1e-3));
        assertThat(result.terms().get(BarlowTwinsLoss.INVARIANCE)).isCloseTo(0, within(1e-9));
    }

    @Test
    void constantEmbeddingsCostOnePerDimensionAndHaveNoGradient() {
        INDArray constant = DECORRELATED.mul(0).addi(7);
        LossResult result = loss().evaluate(constant, constant);
        assertThat(result.value()).isEqualTo(3);
        assertThat(result.gradient(0).amaxNumber().doubleValue()).isZero();
    }

    @Test
    void scaleAndOffsetOfAColumnAreOfNoMatter() {
        INDArray z1 = gaussian(1, 8, 3);
        INDArray z2 = gaussian(2, 8, 3);
        INDArray scale = TestArrays.of(new double[] {100, 1000, 50});
        INDArray offset = TestArrays.of(new double[] {3, -40, 0.5});
        double before = loss().evaluate(z1, z2).value();
        assertClose("value", loss().evaluate(z1.mul(scale).addi(offset), z2).value(), before, 1e-4);
        assertClose("offset alone", loss().evaluate(z1.add(offset), z2).value(), before, 1e-10);
    }

    @Test
    void theGradientOfAColumnSumsToZero() {
        INDArray gradient =
                loss().evaluate(gaussian(3, 8, 3), gaussian(4, 8, 3)).gradient(0);
        assertThat(gradient.sum(0).amaxNumber().doubleValue()).isLessThan(1e-14);
    }

    @Test
    void theTermsMakeTheValue() {
        LossResult result = loss().evaluate(gaussian(5, 6, 4), gaussian(6, 6, 4));
        assertThat(result.terms().get(BarlowTwinsLoss.INVARIANCE)
                        + LAMBDA * result.terms().get(BarlowTwinsLoss.REDUNDANCY))
                .isEqualTo(result.value());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void aNegativeLambdaIsRefused(double lambda) {
        assertThatThrownBy(() -> new BarlowTwinsLoss(lambda))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lambda must be finite and at least 0, got " + lambda);
    }
}

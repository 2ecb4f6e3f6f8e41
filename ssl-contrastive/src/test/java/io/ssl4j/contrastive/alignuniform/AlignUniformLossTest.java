package io.ssl4j.contrastive.alignuniform;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.GoldenLosses.twoViews;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.GoldenLosses;
import io.ssl4j.core.testing.TwoViewLossContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AlignUniformLossTest extends TwoViewLossContract {

    @Override
    protected TwoViewLoss loss() {
        return new AlignUniformLoss(2, 2, 1);
    }

    @Override
    protected double oracle(double[][] z1, double[][] z2) {
        return oracle(unit(z1), unit(z2), 2, 2, 1);
    }

    private static double oracle(double[][] x, double[][] y, double alpha, double t, double lambda) {
        double alignment = 0;
        for (int i = 0; i < x.length; i++) {
            alignment += Math.pow(Math.sqrt(squaredDistance(x[i], y[i])), alpha) / x.length;
        }
        return alignment + lambda * (uniformity(x, t) + uniformity(y, t)) / 2;
    }

    private static double uniformity(double[][] x, double t) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.exp(-t * squaredDistance(x[i], x[j]));
                pairs++;
            }
        }
        return Math.log(sum / pairs);
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    private static double[][] unit(double[][] z) {
        double[][] unit = new double[z.length][];
        for (int i = 0; i < z.length; i++) {
            double norm = Math.sqrt(squaredDistance(z[i], new double[z[i].length]));
            unit[i] = java.util.Arrays.stream(z[i]).map(value -> value / norm).toArray();
        }
        return unit;
    }

    @TestFactory
    List<DynamicTest> agreesWithPyTorch() {
        return GoldenLosses.tests(
                getClass(),
                Map.of(
                        "align_uniform",
                        twoViews(golden -> new AlignUniformLoss(
                                golden.parameter("alpha"), golden.parameter("t"), golden.parameter("lam")))));
    }

    @Test
    void otherSettingsAgreeWithLoopsAndDifferences() {
        INDArray z1 = gaussian(31, 5, 4);
        INDArray z2 = gaussian(32, 5, 4);
        double[][] x = unit(z1.toDoubleMatrix());
        double[][] y = unit(z2.toDoubleMatrix());
        double[][] settings = {{1, 3, 0.5}, {3, 0.5, 2}, {1.5, 10, 0}};
        for (double[] s : settings) {
            AlignUniformLoss loss = new AlignUniformLoss(s[0], s[1], s[2]);
            assertClose("value", loss.evaluate(z1, z2).value(), oracle(x, y, s[0], s[1], s[2]), 1e-12);
            FiniteDifferences.check(z -> loss.evaluate(z.get(0), z.get(1)), z1, z2);
        }
    }

    /** Orthogonal samples are sqrt(2) apart: U = -2t, and equal views are aligned. */
    @Test
    void orthogonalSamplesHaveAClosedForm() {
        INDArray z = Nd4j.eye(5).castTo(DataType.DOUBLE);
        LossResult result = new AlignUniformLoss(2, 3, 0.5).evaluate(z, z.mul(7));
        assertThat(result.value()).isCloseTo(-3, within(1e-12));
        assertThat(result.terms().get(AlignUniformLoss.ALIGNMENT)).isCloseTo(0, within(1e-24));
        assertThat(result.terms().get(AlignUniformLoss.UNIFORMITY)).isCloseTo(-6, within(1e-12));
    }

    @Test
    void opposedViewsAreTwoApart() {
        INDArray z = gaussian(33, 4, 3);
        assertThat(new AlignUniformLoss(3, 1, 0).evaluate(z, z.neg()).value()).isCloseTo(8, within(1e-12));
    }

    @Test
    void collapseIsTheLargestUniformity() {
        INDArray z = Nd4j.ones(DataType.DOUBLE, 6, 3);
        assertThat(loss().evaluate(z, z).value()).isCloseTo(0, within(1e-12));
    }

    @Test
    void aSharpPotentialDoesNotUnderflow() {
        INDArray z1 = Nd4j.eye(4).castTo(DataType.DOUBLE);
        LossResult result = new AlignUniformLoss(2, 1e5, 1).evaluate(z1, gaussian(34, 4, 4));
        assertThat(result.value()).isFinite().isLessThan(-1e4);
        Agreement.assertFinite("gradient", result.gradient(0));
        assertThat(result.gradient(1).amaxNumber().doubleValue()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void valuesOutOfRangeAreRefused(double value) {
        assertThatThrownBy(() -> new AlignUniformLoss(value, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alpha, the power of the distance, must be finite and at least 1, got " + value);
        assertThatThrownBy(() -> new AlignUniformLoss(2, value, 1))
                .hasMessageContaining("t, the sharpness of the potential, must be finite and above 0, got " + value);
        assertThatThrownBy(() -> new AlignUniformLoss(2, 2, value))
                .hasMessageContaining("lambda, the weight of uniformity, must be finite and at least 0, got " + value);
        assertThatThrownBy(() -> new AlignUniformLoss(2, 0, 1)).hasMessageContaining("above 0, got 0.0");
    }
}

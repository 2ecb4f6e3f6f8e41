package io.ssl4j.contrastive.loss;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.Agreement.assertFinite;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.TwoViewLossContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What every loss over cosine similarities with a temperature must do. */
abstract class ContrastiveLossContract extends TwoViewLossContract {

    abstract TwoViewLoss loss(double temperature);

    /** The value when all N pairs of embeddings are equal. */
    abstract double valueAtCollapse(int n);

    /** The value when row i of both views is the unit vector i, N samples. */
    abstract double valueOfOrthogonalSamples(int n, double temperature);

    /** Below this no value lies. */
    double smallestValue(int n, double temperature) {
        return 0;
    }

    /** See {@link TwoViewLossContract#differentiated}. */
    TwoViewLoss differentiated(double temperature, INDArray z1, INDArray z2) {
        return loss(temperature);
    }

    @Override
    protected final TwoViewLoss loss() {
        return loss(0.5);
    }

    @Override
    protected final TwoViewLoss differentiated(INDArray z1, INDArray z2) {
        return differentiated(0.5, z1, z2);
    }

    @Test
    void equalEmbeddingsGiveTheLogarithmOfTheirNumber() {
        for (int n : new int[] {2, 5, 64}) {
            INDArray z = Nd4j.ones(DataType.DOUBLE, n, 3);
            assertClose("value", loss().evaluate(z, z).value(), valueAtCollapse(n), 1e-12);
            assertClose("of zeros", loss().evaluate(z.mul(0), z.mul(0)).value(), valueAtCollapse(n), 1e-12);
            assertThat(loss().evaluate(z, z).terms()).containsEntry(NtXentLoss.ACCURACY, 0.0);
        }
    }

    @Test
    void identicalViewsOfOrthogonalSamplesHaveAClosedForm() {
        INDArray z = Nd4j.eye(6).castTo(DataType.DOUBLE);
        for (double temperature : new double[] {0.07, 0.5, 2}) {
            LossResult result = loss(temperature).evaluate(z, z);
            assertClose("value", result.value(), valueOfOrthogonalSamples(6, temperature), 1e-9);
            assertThat(result.terms()).containsEntry(NtXentLoss.ACCURACY, 1.0);
        }
    }

    @Test
    void theLengthOfARowIsOfNoMatter() {
        INDArray z1 = gaussian(40, 5, 4);
        INDArray z2 = gaussian(41, 5, 4);
        INDArray lengths = Nd4j.createFromArray(0.01, 1.0, 3.0, 100.0, 1e6).reshape(5, 1);
        LossResult before = loss().evaluate(z1, z2);
        LossResult after = loss().evaluate(z1.mul(lengths), z2);
        assertClose("value", after.value(), before.value(), 1e-12);
        assertClose("gradient of view 2", after.gradient(1), before.gradient(1), 1e-10);
        assertClose("gradient of view 1", after.gradient(0).mul(lengths), before.gradient(0), 1e-10);
    }

    @Test
    void gradientsAreOrthogonalToTheirRows() {
        INDArray z1 = gaussian(42, 5, 4);
        INDArray along =
                loss().evaluate(z1, gaussian(43, 5, 4)).gradient(0).mul(z1).sum(1);
        assertThat(along.amaxNumber().doubleValue()).isLessThan(1e-14);
    }

    @Test
    void aZeroRowHasNoGradient() {
        INDArray z1 = gaussian(44, 4, 3);
        z1.getRow(1).assign(0);
        LossResult result = loss().evaluate(z1, gaussian(45, 4, 3));
        assertThat(result.gradient(0).getRow(1).amaxNumber().doubleValue()).isZero();
        assertThat(result.gradient(0).getRow(0).amaxNumber().doubleValue()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-2, 1, 1e3})
    void extremeTemperaturesDoNotOverflow(double temperature) {
        INDArray z1 = gaussian(46, 16, 4);
        INDArray z2 = gaussian(47, 16, 4);
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            LossResult result = loss(temperature).evaluate(z1.castTo(type), z2.castTo(type));
            assertThat(result.value()).isFinite().isGreaterThanOrEqualTo(smallestValue(16, temperature));
            assertFinite("gradient of view 1", result.gradient(0));
            assertFinite("gradient of view 2", result.gradient(1));
        }
    }

    @Test
    void gradientsAreCentralDifferencesAtOtherTemperatures() {
        INDArray z1 = gaussian(48, 4, 3);
        INDArray z2 = gaussian(49, 4, 3);
        for (double temperature : new double[] {0.07, 5}) {
            TwoViewLoss loss = differentiated(temperature, z1, z2);
            FiniteDifferences.check(z -> loss.evaluate(z.get(0), z.get(1)), z1, z2);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, Double.NaN, Double.POSITIVE_INFINITY})
    void aTemperatureThatIsNotPositiveIsRefused(double temperature) {
        assertThatThrownBy(() -> loss(temperature))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temperature must be finite and above 0, got " + temperature);
    }
}

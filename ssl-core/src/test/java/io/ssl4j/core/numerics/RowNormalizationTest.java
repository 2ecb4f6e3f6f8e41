package io.ssl4j.core.numerics;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.TestArrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class RowNormalizationTest {

    @Test
    void rowsHaveLengthOneAndKeepTheirDirection() {
        INDArray z = TestArrays.of(new double[] {3, 4}, new double[] {-1e-6, 0}, new double[] {0, 1e20});
        INDArray expected = TestArrays.of(new double[] {0.6, 0.8}, new double[] {-1, 0}, new double[] {0, 1});
        assertClose("unit rows", RowNormalization.of(z).unit(), expected, 1e-15);
        assertClose("float", RowNormalization.of(z.castTo(DataType.FLOAT)).unit(), expected, 1e-6);
    }

    @Test
    void theGradientIsTheCentralDifferenceOfALinearFunction() {
        INDArray weights = gaussian(1, 4, 3);
        FiniteDifferences.check(
                z -> {
                    RowNormalization u = RowNormalization.of(z.get(0));
                    return LossResult.of(u.unit().mul(weights).sumNumber().doubleValue(), u.backward(weights));
                },
                gaussian(2, 4, 3));
    }

    @Test
    void aRowWithoutLengthBecomesZeroAndHasNoGradient() {
        INDArray z = TestArrays.of(new double[] {0, 0}, new double[] {1e-13, 0}, new double[] {1, 0});
        RowNormalization u = RowNormalization.of(z);
        assertThat(u.unit()).isEqualTo(TestArrays.of(new double[] {0, 0}, new double[] {0, 0}, new double[] {1, 0}));
        INDArray gradient = u.backward(TestArrays.of(new double[] {5, 5}, new double[] {5, 5}, new double[] {5, 5}));
        assertThat(gradient).isEqualTo(TestArrays.of(new double[] {0, 0}, new double[] {0, 0}, new double[] {0, 5}));
    }
}

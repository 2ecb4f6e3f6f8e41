package io.ssl4j.core.loss;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.Agreement.assertFinite;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.TestArrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SoftmaxCrossEntropyTest {

    private static final int[] TARGETS = {2, 0, 1, 3, 3};

    private final SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();

    @Test
    void agreesWithTheFormulaInLoops() {
        INDArray logits = gaussian(1, 5, 4);
        double expected = 0;
        for (int i = 0; i < 5; i++) {
            double sum = 0;
            for (int j = 0; j < 4; j++) {
                sum += Math.exp(logits.getDouble(i, j));
            }
            expected -= Math.log(Math.exp(logits.getDouble(i, TARGETS[i])) / sum) / 5;
        }
        assertClose("value", loss.evaluate(logits, TARGETS).value(), expected, 1e-12);
    }

    @Test
    void theGradientIsTheCentralDifference() {
        FiniteDifferences.check(z -> loss.evaluate(z.get(0), TARGETS), gaussian(2, 5, 4));
    }

    @Test
    void equalLogitsGiveTheLogarithmOfTheClassesAndNoHit() {
        LossResult result = loss.evaluate(Nd4j.zeros(DataType.DOUBLE, 5, 4), TARGETS);
        assertThat(result.value()).isCloseTo(Math.log(4), within(1e-15));
        assertThat(result.terms()).containsEntry(SoftmaxCrossEntropy.ACCURACY, 0.0);
    }

    @Test
    void accuracyCountsTheRowsWhoseTargetIsLargest() {
        INDArray logits = TestArrays.of(new double[] {3, 1, 2}, new double[] {0, 5, 9}, new double[] {1, 2, 0});
        assertThat(loss.evaluate(logits, new int[] {0, 1, 1}).terms().get(SoftmaxCrossEntropy.ACCURACY))
                .isEqualTo(2 / 3.0);
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        INDArray logits = TestArrays.of(new double[] {1e30, -1e30, 0}, new double[] {-1e30, 1e30, 1e30});
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            LossResult result = loss.evaluate(logits.castTo(type), new int[] {0, 1});
            assertThat(result.value()).isCloseTo(Math.log(2) / 2, within(1e-12));
            assertFinite("gradient", result.gradient());
            assertThat(result.gradient().dataType()).isEqualTo(type);
        }
    }

    @Test
    void aNotANumberShowsInTheValueAndInputsStay() {
        INDArray logits = gaussian(3, 5, 4);
        INDArray copy = logits.dup();
        loss.evaluate(logits, TARGETS);
        assertThat(logits).isEqualTo(copy);
        logits.putScalar(4, 1, Double.NaN);
        assertThat(loss.evaluate(logits, TARGETS).value()).isNaN();
    }

    @Test
    void targetsThatDoNotFitAreRefused() {
        INDArray logits = gaussian(4, 2, 4);
        assertThatThrownBy(() -> loss.evaluate(logits, new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 2 rows and 1 targets");
        assertThatThrownBy(() -> loss.evaluate(logits, new int[] {0, 4}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in [0, 4)")
                .hasMessageContaining("row 1 has target 4");
        assertThatThrownBy(() -> loss.evaluate(logits, new int[] {-1, 0})).hasMessageContaining("row 0 has target -1");
    }
}

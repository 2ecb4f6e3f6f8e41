package io.ssl4j.core.loss;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.Agreement.assertFinite;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.GoldenLosses;
import io.ssl4j.core.testing.TestArrays;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The losses of the heads of fine-tuning: label smoothing, several labels, numbers. */
class HeadLossesTest {

    private static final int[] CLASSES = {2, 0, 1, 3, 3};
    private static final double[][] LABELS = {{1, 0, 0.3}, {0, 0, 1}, {1, 1, 1}, {0, 1, 0}};

    private final SoftmaxCrossEntropy smoothed = new SoftmaxCrossEntropy(0.1);
    private final SigmoidCrossEntropy sigmoid = new SigmoidCrossEntropy();
    private final SquaredError squares = new SquaredError();

    @TestFactory
    List<DynamicTest> agreesWithPyTorch() {
        return GoldenLosses.tests(
                getClass(),
                Map.of(
                        "label_smoothing",
                        (golden, inputs) -> new SoftmaxCrossEntropy(golden.parameter("smoothing"))
                                .evaluate(
                                        inputs.get("z"),
                                        inputs.get("const_targets").toIntVector()),
                        "binary_cross_entropy",
                        (golden, inputs) -> sigmoid.evaluate(
                                inputs.get("z"), inputs.get("const_targets").toDoubleMatrix()),
                        "mean_squared_error",
                        (golden, inputs) -> squares.evaluate(
                                inputs.get("z"), inputs.get("const_targets").toDoubleMatrix())));
    }

    @Test
    void smoothingAgreesWithTheFormulaInLoops() {
        INDArray logits = gaussian(1, 5, 4);
        double expected = 0;
        for (int i = 0; i < 5; i++) {
            double sum = 0;
            for (int j = 0; j < 4; j++) {
                sum += Math.exp(logits.getDouble(i, j));
            }
            for (int j = 0; j < 4; j++) {
                double target = 0.1 / 4 + (j == CLASSES[i] ? 0.9 : 0);
                expected -= target * Math.log(Math.exp(logits.getDouble(i, j)) / sum) / 5;
            }
        }
        assertClose("value", smoothed.evaluate(logits, CLASSES).value(), expected, 1e-12);
    }

    @Test
    void severalLabelsAgreeWithTheFormulaInLoops() {
        INDArray logits = gaussian(2, 4, 3);
        for (double smoothing : new double[] {0, 0.2}) {
            double expected = 0;
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 3; j++) {
                    double p = 1 / (1 + Math.exp(-logits.getDouble(i, j)));
                    double target = LABELS[i][j] * (1 - smoothing) + smoothing / 2;
                    expected -= (target * Math.log(p) + (1 - target) * Math.log(1 - p)) / 12;
                }
            }
            assertClose(
                    "value",
                    new SigmoidCrossEntropy(smoothing).evaluate(logits, LABELS).value(),
                    expected,
                    1e-12);
        }
    }

    @Test
    void numbersAgreeWithTheFormulaInLoops() {
        INDArray predictions = gaussian(3, 4, 3);
        double expected = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                expected += Math.pow(predictions.getDouble(i, j) - LABELS[i][j], 2) / 12;
            }
        }
        assertClose("value", squares.evaluate(predictions, LABELS).value(), expected, 1e-12);
    }

    @Test
    void gradientsAreCentralDifferences() {
        FiniteDifferences.check(z -> smoothed.evaluate(z.get(0), CLASSES), gaussian(4, 5, 4));
        FiniteDifferences.check(z -> sigmoid.evaluate(z.get(0), LABELS), gaussian(5, 4, 3));
        FiniteDifferences.check(z -> new SigmoidCrossEntropy(0.3).evaluate(z.get(0), LABELS), gaussian(6, 4, 3));
        FiniteDifferences.check(z -> squares.evaluate(z.get(0), LABELS), gaussian(7, 4, 3));
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        INDArray logits = TestArrays.of(new double[] {1e30, -1e30}, new double[] {-1e30, 1e30});
        LossResult right = sigmoid.evaluate(logits, new double[][] {{1, 0}, {0, 1}});
        assertThat(right.value()).isZero();
        assertThat(right.terms()).containsEntry(SigmoidCrossEntropy.ACCURACY, 1.0);
        LossResult wrong = sigmoid.evaluate(logits, new double[][] {{0, 1}, {1, 0}});
        assertThat(wrong.value()).isCloseTo(1e30, within(1e16));
        assertFinite("gradient", wrong.gradient());
    }

    @Test
    void targetsThatDoNotFitAreRejected() {
        INDArray logits = gaussian(8, 4, 3);
        assertThatThrownBy(() -> sigmoid.evaluate(logits, Arrays.copyOf(LABELS, 3)))
                .hasMessageContaining("got 4 rows of outputs and 3 of targets");
        assertThatThrownBy(() -> squares.evaluate(logits, new double[][] {{1}, {1}, {1}, {1}}))
                .hasMessageContaining("as many numbers as there are outputs, 3, got 1 in row 0");
        double[][] outside = {{0, 0, 0}, {0, 2, 0}, {0, 0, 0}, {0, 0, 0}};
        assertThatThrownBy(() -> sigmoid.evaluate(logits, outside))
                .hasMessageContaining("a probability in 0..1, got 2.0 in row 1");
        double[][] unknown = {{0, 0, 0}, {0, 0, 0}, {0, Double.NaN, 0}, {0, 0, 0}};
        assertThatThrownBy(() -> squares.evaluate(logits, unknown)).hasMessageContaining("got NaN in row 2");
        assertThatThrownBy(() -> new SoftmaxCrossEntropy(1)).hasMessageContaining("in [0, 1), got 1.0");
        assertThatThrownBy(() -> new SigmoidCrossEntropy(-0.1)).hasMessageContaining("in [0, 1), got -0.1");
    }
}

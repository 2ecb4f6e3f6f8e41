package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.loss.LossResult;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Central differences in double against a gradient derived by hand. */
public final class FiniteDifferences {

    private static final double STEP = 1e-6;

    /** Agreement asked, as a share of the largest entry of the gradient. */
    private static final double TOLERANCE = 1e-6;

    /** Below this, differences are rounding: a gradient that is zero throughout. */
    private static final double FLOOR = 1e-9;

    private FiniteDifferences() {}

    /** Checks every entry of every gradient of a loss at the given inputs. */
    public static void check(Function<List<INDArray>, LossResult> loss, INDArray... inputs) {
        List<INDArray> point = Arrays.stream(inputs)
                .map(x -> x.castTo(DataType.DOUBLE).dup('c'))
                .toList();
        List<INDArray> gradients = loss.apply(point).gradients();
        assertThat(gradients).hasSameSizeAs(point);
        for (int k = 0; k < inputs.length; k++) {
            checkInput(loss, point, k, gradients.get(k));
        }
    }

    private static void checkInput(
            Function<List<INDArray>, LossResult> loss, List<INDArray> point, int input, INDArray gradient) {
        INDArray x = point.get(input);
        assertThat(gradient.shape()).isEqualTo(x.shape());
        double[] derived = gradient.dup('c').data().asDouble();
        double largest = Arrays.stream(derived).map(Math::abs).max().orElse(0);
        for (int i = 0; i < derived.length; i++) {
            double original = x.data().getDouble(i);
            x.data().put(i, original + STEP);
            double above = loss.apply(point).value();
            x.data().put(i, original - STEP);
            double below = loss.apply(point).value();
            x.data().put(i, original);
            assertThat(derived[i])
                    .as("input %d, entry %d: gradient against central difference", input, i)
                    .isCloseTo((above - below) / (2 * STEP), within(TOLERANCE * largest + FLOOR));
        }
    }
}

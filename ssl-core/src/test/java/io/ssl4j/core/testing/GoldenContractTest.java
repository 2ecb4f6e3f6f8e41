package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.loss.LossResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * The golden tests themselves: they must fail when they should. The files here hold a made-up loss, half the squares.
 */
class GoldenContractTest {

    private final List<JsonNode> copies = GoldenFiles.readCopies(getClass());

    @Test
    void aRightLossPasses() throws Throwable {
        for (DynamicTest test : tests(1, 1)) {
            test.getExecutable().execute();
        }
    }

    @Test
    void aWrongValueOrGradientFails() {
        assertThatThrownBy(() -> tests(1 + 1e-5, 1).get(0).getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("value");
        assertThatThrownBy(() -> tests(1, 1 + 1e-5).get(0).getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gradient at z0");
    }

    @Test
    void aDirectoryWithoutAKnownLossFails() {
        assertThatThrownBy(() -> GoldenLosses.tests(getClass(), copies, Map.of("other", (golden, inputs) -> null)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("golden cases of the losses [other]");
        assertThatThrownBy(() -> GoldenTrajectories.tests(getClass(), copies, Map.of("other", golden -> null)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("golden trajectories of the methods [other]");
    }

    @Test
    void lossesThatAreNotKnownAreLeftAlone() {
        assertThat(tests(1, 1)).hasSize(1);
    }

    private List<DynamicTest> tests(double valueScale, double gradientScale) {
        return GoldenLosses.tests(
                getClass(),
                copies,
                Map.of(
                        "half_squares",
                        (golden, inputs) -> LossResult.of(
                                valueScale
                                        * inputs.get("z0")
                                                .mul(inputs.get("z0"))
                                                .sumNumber()
                                                .doubleValue()
                                        / 2,
                                inputs.get("z0").mul(gradientScale))));
    }
}

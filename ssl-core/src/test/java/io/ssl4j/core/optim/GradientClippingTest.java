package io.ssl4j.core.optim;

import static io.ssl4j.core.network.SegmentKind.BIAS;
import static io.ssl4j.core.network.SegmentKind.STATISTIC;
import static io.ssl4j.core.network.SegmentKind.WEIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class GradientClippingTest {

    /** Two networks of (weight, statistic); trained gradients (3, 4) and (12, 0), so the norm over both is 13. */
    private static List<FlatNetwork> networks(DataType type) {
        FlatNetwork first = FlatNetwork.ofKinds(type, 2, WEIGHT, STATISTIC);
        first.gradients(3, -4, 100, 200);
        FlatNetwork second = FlatNetwork.ofKinds(type, 2, STATISTIC, BIAS);
        second.gradients(300, 400, 12, 0);
        return List.of(first, second);
    }

    private static List<Parameters> parameters(List<FlatNetwork> networks) {
        return networks.stream().map(FlatNetwork::parameters).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void scalesToTheGlobalNormWithoutStatistics(DataType type) {
        List<FlatNetwork> networks = networks(type);
        double norm = GradientClipping.byGlobalNorm(1.3).clip(parameters(networks));
        assertThat(norm).isEqualTo(13);
        double f = 1.3 / (13 + 1e-6);
        assertThat(networks.get(0).gradients()).containsExactly(new double[] {3 * f, -4 * f, 100, 200}, within(1e-6));
        assertThat(networks.get(1).gradients()).containsExactly(new double[] {300, 400, 12 * f, 0}, within(1e-6));
        assertThat(GradientClipping.globalNorm(parameters(networks))).isCloseTo(1.3, within(1e-6));
    }

    @Test
    void leavesSmallGradientsAlone() {
        List<FlatNetwork> networks = networks(DataType.FLOAT);
        assertThat(GradientClipping.byGlobalNorm(13.1).clip(parameters(networks)))
                .isEqualTo(13);
        assertThat(GradientClipping.none().clip(parameters(networks))).isEqualTo(13);
        assertThat(networks.get(0).gradients()).containsExactly(3, -4, 100, 200);
        assertThat(networks.get(1).gradients()).containsExactly(300, 400, 12, 0);
    }

    /** Gradients of norm 5 and 12: each tensor is measured on its own, and only the longer one is scaled. */
    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void scalesEachTensorToItsOwnNormWithoutStatistics(DataType type) {
        List<FlatNetwork> networks = networks(type);
        assertThat(GradientClipping.byParameterNorm(6).clip(parameters(networks)))
                .isEqualTo(13);
        assertThat(networks.get(0).gradients()).containsExactly(3, -4, 100, 200);
        double f = 6 / (12 + 1e-6);
        assertThat(networks.get(1).gradients()).containsExactly(new double[] {300, 400, 12 * f, 0}, within(1e-6));
    }

    /** Neighbouring tensors of one network: (3, 4) and (6, 8) are brought to 1 each, not together. */
    @Test
    void neighbouringTensorsAreScaledApart() {
        FlatNetwork network = FlatNetwork.ofKinds(DataType.DOUBLE, 2, WEIGHT, WEIGHT, BIAS);
        network.gradients(3, 4, 6, 8, 0.6, 0);
        GradientClipping.byParameterNorm(1).clip(List.of(network.parameters()));
        assertThat(network.gradients()).containsExactly(new double[] {0.6, 0.8, 0.6, 0.8, 0.6, 0}, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void limitsValuesWithoutStatistics(DataType type) {
        List<FlatNetwork> networks = networks(type);
        assertThat(GradientClipping.byValue(3.5).clip(parameters(networks))).isEqualTo(13);
        assertThat(networks.get(0).gradients()).containsExactly(3, -3.5, 100, 200);
        assertThat(networks.get(1).gradients()).containsExactly(300, 400, 3.5, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void normOfManyBlocks(DataType type) {
        int each = 5003;
        FlatNetwork network = FlatNetwork.ofKinds(type, each, WEIGHT, STATISTIC, BIAS);
        double sum = 0;
        double[] gradients = network.gradients();
        for (int i = 0; i < gradients.length; i++) {
            sum += i / each == 1 ? 0 : gradients[i] * gradients[i];
        }
        assertThat(GradientClipping.globalNorm(List.of(network.parameters())))
                .isCloseTo(Math.sqrt(sum), within(1e-12 * Math.sqrt(sum)));
    }

    @Test
    void aNormThatIsNotFiniteIsReportedAndNothingChanged() {
        List<FlatNetwork> networks = networks(DataType.FLOAT);
        networks.get(0).gradients(Double.NaN, 50, 0, 0);
        for (GradientClipping clipping : List.of(
                GradientClipping.byGlobalNorm(1), GradientClipping.byParameterNorm(1), GradientClipping.byValue(1))) {
            assertThat(clipping.clip(parameters(networks))).isNaN();
            assertThat(networks.get(0).gradients()).containsExactly(Double.NaN, 50, 0, 0);
            assertThat(networks.get(1).gradients()).containsExactly(300, 400, 12, 0);
        }
    }

    @Test
    void bounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientClipping.byGlobalNorm(Double.NaN))
                .withMessage("maxNorm must be finite and above 0, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientClipping.byValue(0))
                .withMessage("limit must be finite and above 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientClipping.byParameterNorm(0))
                .withMessage("maxNorm must be finite and above 0, got 0.0");
        assertThat(GradientClipping.byGlobalNorm(3)).hasToString("NormClipping[maxNorm=3.0]");
        assertThat(GradientClipping.byParameterNorm(3)).hasToString("ParameterNormClipping[maxNorm=3.0]");
    }
}

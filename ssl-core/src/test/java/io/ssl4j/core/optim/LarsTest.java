package io.ssl4j.core.optim;

import static io.ssl4j.core.network.SegmentKind.BIAS;
import static io.ssl4j.core.network.SegmentKind.NORM;
import static io.ssl4j.core.network.SegmentKind.WEIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.SegmentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Closed forms; the trajectories are in {@link OptimizerTrajectoryTest}. */
class LarsTest {

    private static final Lars PLAIN = Lars.of(1).withMomentum(0).withEpsilon(0).withTrustCoefficient(0.1);

    /** Without decay a tensor moves by {@code lr eta |w|}, whatever the size of its gradient. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1, 1e6})
    void aTensorMovesByAShareOfItsNorm(double gradientScale) {
        FlatNetwork network = FlatNetwork.ofTwoWeightsAndBias(DataType.DOUBLE, 2, 2, 3, 4, 0, 13, 1);
        network.gradients(gradientScale, 0, 0, -gradientScale, 0);
        network.updater(PLAIN).update(0.5, 0);
        assertThat(network.values())
                .containsExactly(new double[] {3 - 0.5 * 0.1 * 5, 4, 0, 13 + 0.5 * 0.1 * 13, 1}, within(1e-12));
    }

    @Test
    void decayIsPartOfTheRatio() {
        FlatNetwork network = FlatNetwork.ofTwoWeightsAndBias(DataType.DOUBLE, 2, 1, 3, 4, 2, 1);
        network.gradients(0, 10, 2, 7);
        network.updater(PLAIN).update(0.5, 0.2);
        double first = 0.1 * 5 / (10 + 0.2 * 5);
        double second = 0.1 * 2 / (2 + 0.2 * 2);
        assertThat(network.values())
                .containsExactly(
                        new double[] {
                            3 - 0.5 * first * 0.2 * 3,
                            4 - 0.5 * first * (10 + 0.2 * 4),
                            2 - 0.5 * second * (2 + 0.2 * 2),
                            1 - 0.5 * 7
                        },
                        within(1e-12));
    }

    @Test
    void aZeroGradientLeavesTheWeightsAsTheyAre() {
        FlatNetwork network = FlatNetwork.of(DataType.DOUBLE, 3, 4);
        network.gradients(0, 0);
        network.updater(Lars.of(1)).update(0.5, 0.2);
        assertThat(network.values()).containsExactly(3, 4);
    }

    @Test
    void zeroWeightsTakeAPlainStep() {
        FlatNetwork network = FlatNetwork.of(DataType.DOUBLE, 0, 0);
        network.gradients(3, -4);
        network.updater(Lars.of(1)).update(0.5, 0.2);
        assertThat(network.values()).containsExactly(-1.5, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void biasesAndNormTakeTheStepsOfSgd(DataType type) {
        SegmentKind[] kinds = {BIAS, NORM, BIAS};
        FlatNetwork lars = FlatNetwork.ofKinds(type, 1500, kinds);
        FlatNetwork sgd = FlatNetwork.ofKinds(type, 1500, kinds);
        ParameterUpdater larsUpdater = lars.updater(Lars.of(1).withNesterov());
        ParameterUpdater sgdUpdater = sgd.updater(Sgd.of(1).withNesterov());
        for (int k = 0; k < 3; k++) {
            larsUpdater.update(0.1, 0.3);
            sgdUpdater.update(0.1, 0);
        }
        assertThat(lars.values()).isEqualTo(sgd.values());
    }

    /** Where decay reaches the bias, so does its ratio. */
    @Test
    void aGroupMayTreatBiasesAsWeights() {
        FlatNetwork network = FlatNetwork.ofTwoWeightsAndBias(DataType.DOUBLE, 1, 1, 1, 1, 2);
        network.gradients(1, 1, 100);
        PLAIN.updater(ParameterGroup.of(network)
                        .withBiasAndNorm(BiasAndNorm.usual().withDecay()))
                .update(0.5, 0);
        assertThat(network.values()[2]).isCloseTo(2 - 0.5 * 0.1 * 2, within(1e-12));
    }

    /** Each of two neighbouring weights by its own norm, over several blocks and in either precision. */
    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void longTensorsAgreeWithALoop(DataType type) {
        int each = 2500;
        FlatNetwork network = FlatNetwork.ofKinds(type, each, WEIGHT, WEIGHT, BIAS);
        double[] before = network.values();
        double[] gradients = network.gradients();
        network.updater(PLAIN).update(0.5, 0.01);
        double[] after = network.values();
        for (int i = 0; i < 2 * each; i += 100) {
            int from = i / each * each;
            double w = 0;
            double g = 0;
            for (int k = from; k < from + each; k++) {
                w += before[k] * before[k];
                g += gradients[k] * gradients[k];
            }
            double ratio = 0.1 * Math.sqrt(w) / (Math.sqrt(g) + 0.01 * Math.sqrt(w));
            double expected = before[i] - 0.5 * ratio * (gradients[i] + 0.01 * before[i]);
            assertThat(after[i]).isCloseTo(expected, within((type == DataType.DOUBLE ? 1e-12 : 1e-6) * before[i]));
        }
    }

    /** A ratio above the learning rate leaves plain SGD with decay; one below it is the rate itself. */
    @Test
    void clippingHoldsTheRateBelowTheLearningRate() {
        FlatNetwork above = FlatNetwork.of(DataType.DOUBLE, 3, 4);
        above.gradients(0.1, 0);
        above.updater(PLAIN.withClipping()).update(0.01, 0.2);
        assertThat(above.values())
                .containsExactly(new double[] {3 - 0.01 * (0.1 + 0.6), 4 - 0.01 * 0.8}, within(1e-15));
        FlatNetwork below = FlatNetwork.of(DataType.DOUBLE, 3, 4);
        below.gradients(10, 0);
        below.updater(PLAIN.withClipping()).update(0.5, 0);
        assertThat(below.values()).containsExactly(new double[] {3 - 0.1 * 5 / 10 * 10, 4}, within(1e-15));
    }

    @Test
    void aLearningRateOfZeroMovesNothing() {
        FlatNetwork network = FlatNetwork.of(DataType.DOUBLE, 3, 4);
        network.gradients(10, 1);
        network.updater(Lars.of(1).withClipping()).update(0, 0.2);
        assertThat(network.values()).containsExactly(3, 4);
    }
}

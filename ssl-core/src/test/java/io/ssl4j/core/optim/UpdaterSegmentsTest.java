package io.ssl4j.core.optim;

import static io.ssl4j.core.network.SegmentKind.BIAS;
import static io.ssl4j.core.network.SegmentKind.NORM;
import static io.ssl4j.core.network.SegmentKind.STATISTIC;
import static io.ssl4j.core.network.SegmentKind.WEIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.SegmentKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class UpdaterSegmentsTest {

    /** More than a block per segment, and no multiple of one. */
    private static final int EACH = 1500;

    private static final BiasAndNorm DECAYED = BiasAndNorm.usual().withDecay();

    private static final SegmentKind[] KINDS = {BIAS, WEIGHT, NORM, STATISTIC, WEIGHT, BIAS, STATISTIC, NORM};

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void decaysWeightsAloneAndLeavesStatistics(DataType type) {
        FlatNetwork network = FlatNetwork.ofKinds(type, EACH, KINDS);
        network.updater(Sgd.of(1).withMomentum(0)).update(0.5, 0.01);
        requireSgd(network, false);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "FLOAT"})
    void decaysBiasAndNormWhenAsked(DataType type) {
        FlatNetwork network = FlatNetwork.ofKinds(type, EACH, KINDS);
        ParameterGroup group = ParameterGroup.of(network).withBiasAndNorm(DECAYED);
        Sgd.of(1).withMomentum(0).updater(group).update(0.5, 0.01);
        requireSgd(network, true);
    }

    private static void requireSgd(FlatNetwork network, boolean decayAll) {
        double[] values = network.values();
        for (int i = 0; i < values.length; i++) {
            SegmentKind kind = KINDS[i / EACH];
            double before = i + 1;
            boolean decayed = kind == WEIGHT || decayAll;
            double trained = before - 0.5 * (0.1 * before + (decayed ? 0.01 * before : 0));
            double expected = kind == STATISTIC ? before : trained;
            assertThat(values[i]).as("%s at %d", kind, i).isCloseTo(expected, within(1e-6 * before));
        }
        requireUntouchedAround(network);
    }

    /** The values are a view at an offset: what lies before and behind them in the same memory stays. */
    private static void requireUntouchedAround(FlatNetwork network) {
        INDArray values = network.parameters().values();
        assertThat(values.offset()).isEqualTo(5);
        double[] all = values.data().originalDataBuffer().asDouble();
        for (int i = 0; i < 5; i++) {
            assertThat(all[i]).isEqualTo(-7);
        }
        for (int i = all.length - 6; i < all.length; i++) {
            assertThat(all[i]).isEqualTo(-7);
        }
    }

    @Test
    void noOptimizerTouchesStatistics() {
        List<Optimizer> all = List.of(
                Optimizers.sgd(0.1).withNesterov(), Optimizers.adam(0.1), Optimizers.adamW(0.1), Optimizers.lars(0.1));
        for (Optimizer optimizer : all) {
            FlatNetwork network = FlatNetwork.ofKinds(DataType.FLOAT, EACH, KINDS);
            ParameterUpdater updater =
                    optimizer.updater(ParameterGroup.of(network).withBiasAndNorm(DECAYED));
            for (int k = 0; k < 3; k++) {
                updater.update(0.1, 0.5);
            }
            double[] values = network.values();
            for (int i = 0; i < values.length; i++) {
                if (KINDS[i / EACH] == STATISTIC) {
                    assertThat(values[i]).as(optimizer.describe()).isEqualTo(i + 1);
                } else {
                    assertThat(values[i]).as(optimizer.describe()).isNotEqualTo(i + 1);
                }
            }
            updater.state().values().forEach(moment -> {
                assertThat(moment.length()).isEqualTo(values.length);
                for (int i = 3 * EACH; i < 4 * EACH; i++) {
                    assertThat(moment.getDouble(i)).isZero();
                }
            });
        }
    }

    /** AdamW's first step on a weight is {@code p (1 - lr wd) - lr sign(g)}, on a bias the same without decay. */
    @Test
    void adamWDecaysWeightsAlone() {
        FlatNetwork network = FlatNetwork.ofKinds(DataType.DOUBLE, 2, WEIGHT, BIAS);
        network.updater(Optimizers.adamW(1)).update(0.01, 0.3);
        assertThat(network.values())
                .containsExactly(new double[] {1 * 0.997 - 0.01, 2 * 0.997 - 0.01, 3 - 0.01, 4 - 0.01}, within(1e-8));
    }

    @Test
    void gradientsStayAsTheyAre() {
        FlatNetwork network = FlatNetwork.ofKinds(DataType.DOUBLE, 2, WEIGHT, BIAS);
        double[] before = network.gradients();
        network.updater(Optimizers.adam(1)).update(0.01, 0.3);
        assertThat(network.gradients()).isEqualTo(before);
    }

    @Test
    void aNetworkOfStatisticsAloneIsLeftAlone() {
        FlatNetwork network = FlatNetwork.ofKinds(DataType.FLOAT, 3, STATISTIC);
        network.updater(Optimizers.adam(1)).update(0.01, 0.3);
        assertThat(network.values()).containsExactly(1, 2, 3);
    }

    @Test
    void whatAnUpdateRefuses() {
        FlatNetwork network = FlatNetwork.ofKinds(DataType.FLOAT, 3, WEIGHT);
        ParameterUpdater updater = network.updater(Optimizers.sgd(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> updater.update(Double.NaN, 0))
                .withMessage("learningRate must be finite and at least 0, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> updater.update(1, Double.POSITIVE_INFINITY))
                .withMessage("weightDecay must be finite and at least 0, got Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> updater.restoreUpdates(-1))
                .withMessage("the number of updates made is at least 0, got -1");
        assertThat(updater.updates()).isZero();
        assertThat(network.values()).containsExactly(1, 2, 3);
    }

    @Test
    void arraysThatAnOptimizerCannotUse() {
        Parameters integers = new Parameters(
                Nd4j.createFromArray(1, 2),
                FlatNetwork.of(DataType.FLOAT, 1, 2).parameters().segments());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlatNetwork(integers).updater(Optimizers.adam(1)))
                .withMessage("an optimiser works on 1-D contiguous float or double arrays,"
                        + " got INT of shape [2] with strides [1]");
        INDArray column = Nd4j.create(DataType.FLOAT, 4, 3).getColumn(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlatArray.of(column))
                .withMessageEndingWith("got FLOAT of shape [4] with strides [3]");
    }
}

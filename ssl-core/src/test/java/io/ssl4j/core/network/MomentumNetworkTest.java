package io.ssl4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.network.head.MlpHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MomentumNetworkTest {

    @ParameterizedTest
    @EnumSource(MomentumNetwork.Statistics.class)
    void theTargetFollowsAtItsClosedForm(MomentumNetwork.Statistics policy) {
        Network online = MlpHead.of("projector", 3, 4, 2).build(1, DataType.DOUBLE);
        INDArray start = online.parameters().values().dup();
        MomentumNetwork momentum = MomentumNetwork.of(online, policy);
        online.parameters().values().addi(1);

        momentum.update(0.9);
        momentum.update(0.9);

        assertThat(momentum.network().name()).isEqualTo("target-projector");
        for (Segment segment : online.parameters().segments()) {
            double moved = 1 - 0.81;
            if (segment.kind() == SegmentKind.STATISTIC) {
                moved = switch (policy) {
                    case AVERAGE -> moved;
                    case COPY -> 1;
                    case OWN, KEEP -> 0;
                };
            }
            INDArray expected = Parameters.view(start, segment).add(moved);
            INDArray actual = Parameters.view(momentum.network().parameters().values(), segment);
            assertThat(actual.distance2(expected)).as(segment.name()).isLessThan(1e-12);
        }
    }

    /**
     * The target's inputs are three times as large as the online network's: its running mean and variance must be those
     * of its own activations, which no average of the online network's is.
     */
    @Test
    void aTargetsOwnStatisticsAreThoseOfItsActivations() {
        Network online = MlpHead.of("projector", 3, 4, 2).build(1, DataType.DOUBLE);
        MomentumNetwork momentum = MomentumNetwork.of(online, MomentumNetwork.Statistics.OWN);
        Network alone = online.copy("alone");
        INDArray rows = Nd4j.rand(DataType.DOUBLE, 8, 3);
        for (int step = 0; step < 300; step++) {
            online.forward(rows, PassMode.JOINT.withTrackedStatistics()).close();
            alone.forward(rows.mul(3), PassMode.JOINT.withTrackedStatistics()).close();
            momentum.forward(rows.mul(3), PassMode.JOINT);
            momentum.update(0.9);
        }
        assertThat(momentum.network().parameters().values())
                .isEqualTo(alone.parameters().values());
        assertThat(momentum.network()
                        .parameters()
                        .values()
                        .distance2(online.parameters().values()))
                .isGreaterThan(0.1);
        try (Pass training = momentum.network().forward(rows.mul(3), PassMode.JOINT)) {
            // Running variances are biased ones, so inference agrees with training on the same rows.
            assertThat(momentum.infer(rows.mul(3)).distance2(training.output())).isLessThan(1e-6);
        }
    }

    @Test
    void aTargetThatHasArrivedStaysToTheBit() {
        Network online = MlpHead.of("projector", 30, 40, 20).build(1);
        MomentumNetwork momentum = MomentumNetwork.of(online, MomentumNetwork.Statistics.AVERAGE);
        momentum.update(0.9);
        momentum.update(0.996);
        assertThat(momentum.network().parameters().values())
                .isEqualTo(online.parameters().values());
        assertThat(momentum.network()
                        .parameters()
                        .values()
                        .sub(online.parameters().values())
                        .amaxNumber()
                        .doubleValue())
                .isZero();
    }

    @Test
    void theTargetsOutputsOutliveItsNextForward() {
        MomentumNetwork momentum =
                MomentumNetwork.of(MlpHead.of("projector", 3, 4, 2).build(1), MomentumNetwork.Statistics.AVERAGE);
        INDArray first = momentum.forward(Nd4j.rand(DataType.FLOAT, 4, 3), PassMode.JOINT);
        INDArray kept = first.dup();
        momentum.forward(Nd4j.rand(DataType.FLOAT, 4, 3), PassMode.JOINT);
        assertThat(first).isEqualTo(kept);
    }

    @Test
    void headsOfOneShapeAndSeedStartApart() {
        INDArray projector =
                MlpHead.of("projector", 3, 4, 2).build(1).parameters().values();
        INDArray again = MlpHead.of("projector", 3, 4, 2).build(1).parameters().values();
        INDArray predictor =
                MlpHead.of("predictor", 3, 4, 2).build(1).parameters().values();
        assertThat(again).isEqualTo(projector);
        assertThat(predictor).isNotEqualTo(projector);
    }

    @Test
    void aMomentumOutsideZeroToOneIsRefused() {
        MomentumNetwork momentum =
                MomentumNetwork.of(MlpHead.linear("head", 2, 2).build(1), MomentumNetwork.Statistics.AVERAGE);
        assertThatThrownBy(() -> momentum.update(1.1)).hasMessage("an EMA momentum must be in 0..1, got 1.1");
        assertThatThrownBy(() -> momentum.update(Double.NaN)).hasMessageContaining("got NaN");
    }
}

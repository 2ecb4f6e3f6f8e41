package io.ssl4j.contrastive.moco;

import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MoCoGoldenTest {

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(
                getClass(),
                Map.of(
                        "moco_v1",
                        golden -> moCo(golden, MoCoConfig.v1(), 10),
                        "moco_v2",
                        golden -> moCo(golden, MoCoConfig.v2(), 10),
                        "moco_v2_symmetric",
                        golden -> moCo(golden, MoCoConfig.v2().withSymmetric(true), 16),
                        "moco_v3",
                        MoCoGoldenTest::moCoV3));
    }

    private static SslMethod<?> moCo(GoldenTrajectory golden, MoCoConfig version, int queueSize) {
        MoCoConfig config = version.withTemperature(0.2)
                .withQueueSize(queueSize)
                .withBatchNormSplits(1)
                .withProjector(version.isV1() ? HeadShape.of(4) : HeadShape.of(4, 8))
                .withMomentum(EmaSchedule.constant(golden.emaMomentum()));
        return new MoCo<>(golden.parts(), config);
    }

    private static SslMethod<?> moCoV3(GoldenTrajectory golden) {
        MoCoV3Config config = MoCoV3Config.defaults()
                .withTemperature(0.2)
                .withMomentum(EmaSchedule.constant(golden.emaMomentum()))
                .withSharedBatchStatistics(golden.jointBatchNorm());
        return new MoCoV3<>(golden.parts(), config);
    }
}

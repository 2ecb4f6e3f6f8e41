package io.ssl4j.contrastive.moco;

import io.ssl4j.core.method.Branch;
import io.ssl4j.core.method.JointEmbeddingMethod.Parts;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.optim.EmaSchedule;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.train.SslMethod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MoCoGoldenTest {

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(
                getClass(), Map.of("moco_v2", MoCoGoldenTest::moCo, "moco_v3", MoCoGoldenTest::moCoV3));
    }

    private static SslMethod<?> moCo(GoldenTrajectory golden) {
        MoCoConfig config = MoCoConfig.v2()
                .withTemperature(0.2)
                .withQueueSize(10)
                .withBatchNormSplits(1)
                .withProjector(HeadShape.of(4, 8))
                .withMomentum(EmaSchedule.constant(golden.emaMomentum()));
        Branch online = Branch.of(golden.network("encoder"), golden.network("projector"));
        return new MoCo<>(new Parts<>(online, new NoisyPairs(6, 0), Map.of()), config);
    }

    private static SslMethod<?> moCoV3(GoldenTrajectory golden) {
        MoCoV3Config config = MoCoV3Config.defaults()
                .withTemperature(0.2)
                .withMomentum(EmaSchedule.constant(golden.emaMomentum()))
                .withSharedBatchStatistics(golden.jointBatchNorm());
        Branch online = Branch.of(golden.network("encoder"), golden.network("projector"), golden.network("predictor"));
        return new MoCoV3<>(new Parts<>(online, new NoisyPairs(6, 0), Map.of()), config);
    }
}

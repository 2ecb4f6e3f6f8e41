package io.ssl4j.contrastive.simclr;

import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SimClrTrajectoryTest {

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(getClass(), Map.of("simclr", SimClrTrajectoryTest::simClr));
    }

    private static SslMethod<?> simClr(GoldenTrajectory golden) {
        SimClrConfig config =
                SimClrConfig.defaults().withTemperature(0.5).withSharedBatchStatistics(golden.jointBatchNorm());
        return new SimClr<>(golden.parts(), config);
    }
}

package io.ssl4j.noncontrastive.barlowtwins;

import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BarlowTwinsTrajectoryTest {

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(getClass(), Map.of("barlow_twins", BarlowTwinsTrajectoryTest::barlowTwins));
    }

    private static SslMethod<?> barlowTwins(GoldenTrajectory golden) {
        BarlowTwinsConfig config =
                BarlowTwinsConfig.defaults().withLambda(0.005).withSharedBatchStatistics(golden.jointBatchNorm());
        return new BarlowTwins<>(golden.parts(), config);
    }
}

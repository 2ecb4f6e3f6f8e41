package io.ssl4j.noncontrastive.byol;

import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import io.ssl4j.core.testing.GoldenLosses;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ByolGoldenTest {

    @TestFactory
    List<DynamicTest> theLossAgreesWithPyTorch() {
        return GoldenLosses.tests(
                getClass(),
                Map.of("byol", (golden, inputs) -> ByolLoss.evaluate(inputs.get("p"), inputs.get("const_z"))));
    }

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(getClass(), Map.of("byol", ByolGoldenTest::byol));
    }

    private static SslMethod<?> byol(GoldenTrajectory golden) {
        return new Byol<>(
                golden.parts(),
                ByolConfig.defaults()
                        .withMomentum(EmaSchedule.constant(golden.emaMomentum()))
                        .withSharedBatchStatistics(golden.jointBatchNorm()));
    }
}

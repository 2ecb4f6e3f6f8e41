package io.ssl4j.noncontrastive.simsiam;

import io.ssl4j.core.loss.NegativeCosine;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.testing.GoldenLosses;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SimSiamGoldenTest {

    @TestFactory
    List<DynamicTest> theLossAgreesWithPyTorch() {
        return GoldenLosses.tests(
                getClass(),
                Map.of(
                        "negative_cosine",
                        (golden, inputs) -> NegativeCosine.evaluate(inputs.get("p"), inputs.get("const_z"))));
    }

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(
                getClass(),
                Map.of(
                        "simsiam",
                        golden -> simSiam(golden, SimSiamConfig.defaults()),
                        "fastsiam",
                        golden -> simSiam(golden, SimSiamConfig.fastSiam())));
    }

    private static SslMethod<?> simSiam(GoldenTrajectory golden, SimSiamConfig config) {
        return new SimSiam<>(golden.parts(), config.withSharedBatchStatistics(golden.jointBatchNorm()));
    }
}

package io.ssl4j.noncontrastive.vicreg;

import static io.ssl4j.core.testing.GoldenLosses.twoViews;

import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.testing.GoldenLosses;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class VicRegGoldenTest {

    @TestFactory
    List<DynamicTest> theLossAgreesWithPyTorch() {
        return GoldenLosses.tests(
                getClass(),
                Map.of(
                        "vicreg",
                        twoViews(golden -> new VicRegLoss(
                                golden.parameter("lambda"), golden.parameter("mu"), golden.parameter("nu")))));
    }

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(getClass(), Map.of("vicreg", VicRegGoldenTest::vicReg));
    }

    private static SslMethod<?> vicReg(GoldenTrajectory golden) {
        return new VicReg<>(golden.parts(), VicRegConfig.defaults().withSharedBatchStatistics(golden.jointBatchNorm()));
    }
}

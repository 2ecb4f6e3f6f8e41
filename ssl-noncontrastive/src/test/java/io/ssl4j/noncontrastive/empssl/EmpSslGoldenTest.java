package io.ssl4j.noncontrastive.empssl;

import io.ssl4j.core.testing.GoldenLosses;
import io.ssl4j.core.testing.GoldenTrajectories;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EmpSslGoldenTest {

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(
                getClass(),
                Map.of(
                        "emp_ssl",
                        golden -> new EmpSsl<>(
                                golden.parts(),
                                EmpSslConfig.defaults().withPatches(3).withInvarianceWeight(2))));
    }

    @TestFactory
    List<DynamicTest> theLossAgreesWithPyTorchOnTheFormula() {
        return GoldenLosses.tests(getClass(), Map.of("emp_ssl", (golden, inputs) -> new EmpSslLoss(
                        golden.parameter("distortion"), golden.parameter("weight"))
                .evaluate(inputs.get("z"), (int) golden.parameter("patches"))));
    }
}

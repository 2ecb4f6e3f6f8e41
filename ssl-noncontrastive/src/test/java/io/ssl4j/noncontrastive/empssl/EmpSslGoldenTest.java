package io.ssl4j.noncontrastive.empssl;

import io.ssl4j.core.testing.GoldenLosses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EmpSslGoldenTest {

    @TestFactory
    List<DynamicTest> theLossAgreesWithPyTorchOnTheFormula() {
        return GoldenLosses.tests(getClass(), Map.of("emp_ssl", (golden, inputs) -> new EmpSslLoss(
                        golden.parameter("distortion"), golden.parameter("weight"))
                .evaluate(inputs.get("z"), (int) golden.parameter("patches"))));
    }
}

package io.ssl4j.contrastive.loss;

import static io.ssl4j.core.testing.GoldenLosses.twoViews;

import io.ssl4j.core.testing.GoldenLosses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ContrastiveGoldenTest {

    @TestFactory
    List<DynamicTest> agreesWithPyTorch() {
        return GoldenLosses.tests(
                getClass(),
                Map.of(
                        "nt_xent", twoViews(golden -> new NtXentLoss(golden.parameter("temperature"))),
                        "info_nce_symmetric",
                                twoViews(golden -> InfoNceLoss.symmetric(golden.parameter("temperature"))),
                        "clip", twoViews(golden -> InfoNceLoss.clip(golden.parameter("temperature"))),
                        "dcl", twoViews(golden -> DclLoss.of(golden.parameter("temperature"))),
                        "dclw",
                                twoViews(golden ->
                                        DclLoss.weighted(golden.parameter("temperature"), golden.parameter("sigma")))));
    }
}

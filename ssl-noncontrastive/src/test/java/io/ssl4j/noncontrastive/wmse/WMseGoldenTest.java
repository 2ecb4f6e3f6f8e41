package io.ssl4j.noncontrastive.wmse;

import static io.ssl4j.core.testing.GoldenLosses.twoViews;

import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.testing.GoldenLosses;
import io.ssl4j.core.testing.GoldenTrajectories;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class WMseGoldenTest {

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(
                getClass(),
                Map.of(
                        "w_mse",
                        golden -> new WMse<>(
                                golden.parts(),
                                WMseConfig.defaults()
                                        .withSubBatch(6, HeadShape.of(4, 8))
                                        .withShrinkage(0.01))));
    }

    @TestFactory
    List<DynamicTest> theLossAgreesWithPyTorchOnTheFormula() {
        return GoldenLosses.tests(
                getClass(), Map.of("w_mse", twoViews(golden -> new WhitenedMse(golden.parameter("shrinkage")))));
    }
}

package io.ssl4j.noncontrastive.wmse;

import static io.ssl4j.core.testing.GoldenLosses.twoViews;

import io.ssl4j.core.testing.GoldenLosses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class WMseGoldenTest {

    @TestFactory
    List<DynamicTest> theLossAgreesWithPyTorchOnTheFormula() {
        return GoldenLosses.tests(
                getClass(), Map.of("w_mse", twoViews(golden -> new WhitenedMse(golden.parameter("shrinkage")))));
    }
}

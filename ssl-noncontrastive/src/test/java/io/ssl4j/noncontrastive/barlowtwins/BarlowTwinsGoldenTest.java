package io.ssl4j.noncontrastive.barlowtwins;

import static io.ssl4j.core.testing.GoldenLosses.twoViews;

import io.ssl4j.core.testing.GoldenLosses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BarlowTwinsGoldenTest {

    @TestFactory
    List<DynamicTest> agreesWithPyTorch() {
        return GoldenLosses.tests(
                getClass(),
                Map.of("barlow_twins", twoViews(golden -> new BarlowTwinsLoss(golden.parameter("lambda")))));
    }
}

package io.ssl4j.noncontrastive.simsiam;

import io.ssl4j.core.loss.NegativeCosine;
import io.ssl4j.core.method.Branch;
import io.ssl4j.core.method.JointEmbeddingMethod.Parts;
import io.ssl4j.core.testing.GoldenLosses;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.train.SslMethod;
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
        return GoldenTrajectories.tests(getClass(), Map.of("simsiam", SimSiamGoldenTest::simSiam));
    }

    private static SslMethod<?> simSiam(GoldenTrajectory golden) {
        Branch online = Branch.of(golden.network("encoder"), golden.network("projector"), golden.network("predictor"));
        return new SimSiam<>(
                new Parts<>(online, new NoisyPairs(6, 0), Map.of()),
                SimSiamConfig.defaults().withSharedBatchStatistics(golden.jointBatchNorm()));
    }
}

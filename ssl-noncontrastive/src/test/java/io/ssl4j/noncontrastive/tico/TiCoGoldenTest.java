package io.ssl4j.noncontrastive.tico;

import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import io.ssl4j.core.testing.GoldenCase;
import io.ssl4j.core.testing.GoldenLosses;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import io.ssl4j.core.testing.NoisyPairs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

class TiCoGoldenTest {

    @TestFactory
    List<DynamicTest> theLossAgreesWithPyTorch() {
        return GoldenLosses.tests(getClass(), Map.of("tico", TiCoGoldenTest::firstStep));
    }

    private static LossResult firstStep(GoldenCase golden, Map<String, INDArray> inputs) {
        INDArray z = inputs.get("z0");
        CovarianceAverage covariance =
                new CovarianceAverage(golden.parameter("beta"), Math.toIntExact(z.size(1)), z.dataType());
        covariance.update(z);
        return new TiCoLoss(golden.parameter("rho")).evaluate(z, inputs.get("z1"), covariance.values());
    }

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(getClass(), Map.of("tico", TiCoGoldenTest::tiCo));
    }

    private static SslMethod<?> tiCo(GoldenTrajectory golden) {
        Branch online = Branch.of(golden.network("encoder")).with(golden.network("projector"), 4);
        return new TiCo<>(
                new Parts<>(online, new NoisyPairs(6, 0), Map.of()),
                TiCoConfig.defaults().withMomentum(EmaSchedule.constant(golden.emaMomentum())));
    }
}

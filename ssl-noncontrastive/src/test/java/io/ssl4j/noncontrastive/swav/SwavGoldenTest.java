package io.ssl4j.noncontrastive.swav;

import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.joint.Prototypes;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.SwappedPredictionLoss;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.testing.GoldenCase;
import io.ssl4j.core.testing.GoldenLosses;
import io.ssl4j.core.testing.GoldenOutputs;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import io.ssl4j.core.testing.NoisyCopies;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class SwavGoldenTest {

    @TestFactory
    List<DynamicTest> theAssignmentsAgreeWithPyTorch() {
        return GoldenOutputs.tests(getClass(), "sinkhorn", "assignments", (parameters, inputs) -> new SinkhornKnopp(
                        parameters.get("epsilon"), parameters.get("iterations").intValue())
                .assign(inputs.get("scores")));
    }

    @TestFactory
    List<DynamicTest> theLossAgreesWithPyTorch() {
        return GoldenLosses.tests(getClass(), Map.of("swav_2high_2low", SwavGoldenTest::loss));
    }

    private static LossResult loss(GoldenCase golden, Map<String, INDArray> inputs) {
        SinkhornKnopp sinkhorn = new SinkhornKnopp(golden.parameter("epsilon"), (int) golden.parameter("iterations"));
        INDArray assignments =
                Nd4j.concat(0, sinkhorn.assign(inputs.get("scores0")), sinkhorn.assign(inputs.get("scores1")));
        INDArray scores = Nd4j.concat(
                0, inputs.get("scores0"), inputs.get("scores1"), inputs.get("scores2"), inputs.get("scores3"));
        LossResult stacked = new SwappedPredictionLoss(golden.parameter("temperature")).evaluate(scores, assignments);
        return perCrop(stacked, inputs.size());
    }

    private static LossResult perCrop(LossResult stacked, int crops) {
        long n = stacked.gradient().size(0) / crops;
        return LossResult.of(
                stacked.value(),
                IntStream.range(0, crops)
                        .mapToObj(v -> stacked.gradient().get(NDArrayIndex.interval(v * n, (v + 1) * n)))
                        .toArray(INDArray[]::new));
    }

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(getClass(), Map.of("swav", SwavGoldenTest::swav));
    }

    private static SslMethod<?> swav(GoldenTrajectory golden) {
        Prototypes prototypes = (Prototypes) golden.network("prototypes");
        Branch online = Branch.of(golden.network("encoder"), golden.network("projector"), prototypes.withUnitInputs());
        SwavConfig config = SwavConfig.defaults()
                .withPrototypes(5)
                .withProjector(HeadShape.of(4, 8))
                .withFrozenEpochs(0)
                .withSharedBatchStatistics(golden.jointBatchNorm());
        return new Swav<>(new Parts<>(online, new NoisyCopies(Swav.GLOBAL, 6, 2, 0), Map.of()), config);
    }
}

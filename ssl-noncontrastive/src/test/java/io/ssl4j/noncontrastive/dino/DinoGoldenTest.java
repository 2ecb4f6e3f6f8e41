package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.SwappedPredictionLoss;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import io.ssl4j.core.testing.GoldenCase;
import io.ssl4j.core.testing.GoldenLosses;
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

class DinoGoldenTest {

    @TestFactory
    List<DynamicTest> theLossAgreesWithPyTorch() {
        return GoldenLosses.tests(getClass(), Map.of("dino_2global_1local", DinoGoldenTest::loss));
    }

    private static LossResult loss(GoldenCase golden, Map<String, INDArray> inputs) {
        INDArray teacher = Nd4j.concat(0, inputs.get("const_teacher0"), inputs.get("const_teacher1"));
        INDArray student = Nd4j.concat(0, inputs.get("student0"), inputs.get("student1"), inputs.get("student2"));
        INDArray targets = new Center((int) teacher.size(1), teacher.dataType(), 0.9)
                .distributions(teacher, golden.parameter("teacher_temp"));
        LossResult stacked = new SwappedPredictionLoss(golden.parameter("student_temp")).evaluate(student, targets);
        long n = teacher.size(0) / 2;
        return LossResult.of(
                stacked.value(),
                IntStream.range(0, 3)
                        .mapToObj(v -> stacked.gradient().get(NDArrayIndex.interval(v * n, (v + 1) * n)))
                        .toArray(INDArray[]::new));
    }

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(getClass(), Map.of("dino", DinoGoldenTest::dino));
    }

    private static SslMethod<?> dino(GoldenTrajectory golden) {
        Branch online = Branch.of(golden.network("encoder"), golden.network("projector"), golden.network("prototypes"));
        DinoConfig config = DinoConfig.defaults()
                .withHead(HeadShape.of(4, 8), 5)
                .withWeightNorm(WeightNorm.NONE)
                .withFrozenEpochs(0)
                .withMomentum(EmaSchedule.constant(golden.emaMomentum()))
                .withSharedBatchStatistics(golden.jointBatchNorm());
        return new Dino<>(new Parts<>(online, new NoisyCopies(Dino.GLOBAL, 6, 2, 0), Map.of()), config);
    }
}

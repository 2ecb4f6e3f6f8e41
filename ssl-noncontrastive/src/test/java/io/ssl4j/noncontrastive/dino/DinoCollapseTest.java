package io.ssl4j.noncontrastive.dino;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.method.Branch;
import io.ssl4j.core.method.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.Prototypes;
import io.ssl4j.core.monitor.Diagnosis;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.optim.EmaSchedule;
import io.ssl4j.core.testing.CollapseRuns;
import io.ssl4j.core.testing.NoisyCopies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** The paper's figure 7: without centring one output wins everywhere. */
class DinoCollapseTest {

    private static List<Diagnosis> diagnoses(DinoConfig config, float noise, double learningRate) {
        Branch online = Branch.of(
                CollapseRuns.head("encoder", 8, 16),
                CollapseRuns.head("projector", 8, 16),
                Prototypes.random("prototypes", 16, 8, 1, DataType.FLOAT)
                        .withUnitInputs()
                        .withUnitWeights());
        return CollapseRuns.diagnoses(
                new Dino<>(
                        new Parts<>(online, new NoisyCopies(Dino.GLOBAL, 8, 2, noise), Map.of()),
                        config.withHead(HeadShape.of(8, 16), 16)
                                .withFrozenEpochs(0)
                                .withMomentum(EmaSchedule.constant(0.9))),
                learningRate);
    }

    @Test
    void withoutCentringItIsDiagnosed() {
        List<Diagnosis> found = diagnoses(DinoConfig.defaults().withoutCentering(), 0.6f, 0.2);
        assertThat(found).isNotEmpty();
        assertThat(found.get(0).remedies().get(0)).startsWith("centre the teacher's outputs");
    }

    /** On views that have more in common, at a rate that suits them. */
    @Test
    void theWholeMethodStaysSilent() {
        assertThat(diagnoses(DinoConfig.defaults(), 0.3f, 0.05)).isEmpty();
    }
}

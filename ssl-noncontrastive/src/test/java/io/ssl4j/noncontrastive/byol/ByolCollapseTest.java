package io.ssl4j.noncontrastive.byol;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.monitor.CollapseKind;
import io.ssl4j.core.monitor.Diagnosis;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import io.ssl4j.core.testing.CollapseRuns;
import io.ssl4j.core.testing.NoisyPairs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The paper's table 5b: without its predictor the method collapses. */
class ByolCollapseTest {

    private static List<Diagnosis> diagnoses(ByolConfig config) {
        Branch projected = Branch.of(CollapseRuns.head("encoder", 8, 16), CollapseRuns.head("projector", 8, 16));
        Branch online =
                config.predictor().isPresent() ? projected.with(CollapseRuns.head("predictor", 8, 16), 8) : projected;
        return CollapseRuns.diagnoses(
                new Byol<>(
                        new Parts<>(online, new NoisyPairs(8, 0.3f), Map.of()),
                        config.withMomentum(EmaSchedule.constant(0.9))),
                0.05);
    }

    @Test
    void withoutPredictorItIsDiagnosed() {
        List<Diagnosis> found = diagnoses(ByolConfig.defaults().withoutPredictor());
        assertThat(found).isNotEmpty();
        assertThat(found.get(0).kind()).isEqualTo(CollapseKind.COMPLETE);
        assertThat(found.get(0).remedies().get(0)).startsWith("give the method its predictor");
    }

    @Test
    void theWholeMethodStaysSilent() {
        assertThat(diagnoses(ByolConfig.defaults())).isEmpty();
    }
}

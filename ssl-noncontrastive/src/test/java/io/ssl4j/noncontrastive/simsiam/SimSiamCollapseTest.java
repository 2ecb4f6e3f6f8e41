package io.ssl4j.noncontrastive.simsiam;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.monitor.CollapseKind;
import io.ssl4j.core.monitor.Diagnosis;
import io.ssl4j.core.testing.CollapseRuns;
import io.ssl4j.core.testing.NoisyPairs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The paper's figure 2: without its stopped gradient the method collapses. */
class SimSiamCollapseTest {

    private static List<Diagnosis> diagnoses(SimSiamConfig config) {
        Branch online = Branch.of(
                CollapseRuns.head("encoder", 8, 16),
                CollapseRuns.head("projector", 8, 16),
                CollapseRuns.head("predictor", 8, 4));
        return CollapseRuns.diagnoses(
                new SimSiam<>(new Parts<>(online, new NoisyPairs(8, 0.3f), Map.of()), config), 0.05);
    }

    @Test
    void withoutStopGradientItIsDiagnosed() {
        List<Diagnosis> found = diagnoses(SimSiamConfig.defaults().withoutStopGradient());
        assertThat(found).isNotEmpty();
        assertThat(found.get(0).kind()).isEqualTo(CollapseKind.COMPLETE);
        assertThat(found.get(0).remedies().get(0)).startsWith("stop the gradient at the targets");
    }

    @Test
    void theWholeMethodStaysSilent() {
        assertThat(diagnoses(SimSiamConfig.defaults())).isEmpty();
    }
}

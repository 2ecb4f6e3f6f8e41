package io.ssl4j.noncontrastive.vicreg;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.monitor.CollapseKind;
import io.ssl4j.core.monitor.CollapseMonitor;
import io.ssl4j.core.monitor.CollapseThresholds;
import io.ssl4j.core.monitor.Diagnosis;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.event.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** The collapse monitor on whole runs: one that collapses, a healthy one, and their bits. */
class VicRegCollapseTest {

    private static final VicRegConfig WITHOUT_VARIANCE = VicRegConfig.defaults().withWeights(25, 0, 1);

    /** Trains in epochs of two steps; the parameters at the end. */
    private static List<float[]> train(VicRegConfig config, int epochs, TrainingListener... listeners) {
        Branch branch = Branch.of(
                HeadShape.of(8, 16).on(6, "encoder").build(1, DataType.FLOAT),
                HeadShape.of(4, 8).on(8, "projector").build(2, DataType.FLOAT));
        TrainerBuilder trainer = Trainer.builder()
                .optimizer(Sgd.of(0.02))
                .batchSize(16)
                .epochs(epochs)
                .seed(5);
        for (TrainingListener listener : listeners) {
            trainer.listener(listener);
        }
        trainer.build()
                .fit(
                        new VicReg<>(new Parts<>(branch, new NoisyPairs(6, 0.1f), Map.of()), config),
                        new Vectors(32, 6, 3));
        return branch.networks().stream()
                .map(network -> network.parameters().values().dup().data().asFloat())
                .toList();
    }

    @Test
    void aRunWithoutVarianceTermIsDiagnosed() {
        List<Diagnosis> handedOn = new ArrayList<>();
        CollapseMonitor monitor = CollapseMonitor.create().onDiagnosis(handedOn::add);
        train(WITHOUT_VARIANCE, 200, monitor);
        assertThat(monitor.diagnoses()).hasSize(1).isEqualTo(handedOn);
        Diagnosis diagnosis = monitor.diagnoses().get(0);
        assertThat(diagnosis.kind()).isEqualTo(CollapseKind.COMPLETE);
        assertThat(diagnosis.step()).isBetween(200L, 400L);
        assertThat(diagnosis.remedies().get(0)).startsWith("give the variance term at least the weight");
        assertThat(monitor.latest().orElseThrow().step()).isEqualTo(400);
    }

    @Test
    void theDefaultsStaySilent() {
        CollapseMonitor monitor = CollapseMonitor.create();
        train(VicRegConfig.defaults(), 200, monitor);
        assertThat(monitor.diagnoses()).isEmpty();
        assertThat(monitor.latest().orElseThrow().health().deviation()).isGreaterThan(0.2);
    }

    @Test
    void theRunHasTheSameBitsWithAndWithoutTheMonitor() {
        CollapseMonitor everyStep = CollapseMonitor.with(
                CollapseThresholds.defaults().withInterval(1).withWarmUp(0));
        List<float[]> watched = train(WITHOUT_VARIANCE, 20, everyStep);
        assertThat(everyStep.latest().orElseThrow().step()).isEqualTo(40);
        List<float[]> alone = train(WITHOUT_VARIANCE, 20);
        assertThat(watched).hasSameSizeAs(alone);
        for (int i = 0; i < alone.size(); i++) {
            assertThat(watched.get(i)).isEqualTo(alone.get(i));
        }
    }
}

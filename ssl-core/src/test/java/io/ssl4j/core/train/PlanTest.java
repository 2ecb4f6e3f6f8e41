package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.plan.RunPlan;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run would take, said before it begins. */
class PlanTest {

    private static final Vectors DATA = new Vectors(40, ToyMethod.LENGTH, 7);

    @TempDir
    Path folder;

    @Test
    void aPlanCountsStepsAndMeasuresThem() {
        RunPlan plan = trainer(folder.resolve("run")).build().plan(new ToyMethod(1), DATA);
        assertThat(plan.steps()).isEqualTo(30);
        assertThat(plan.epochs()).isEqualTo(3);
        assertThat(plan.stepsPerEpoch()).isEqualTo(10);
        assertThat(plan.measuredSteps()).as("without the warm-up").isEqualTo(28);
        assertThat(plan.secondsPerStep().getAsDouble()).isPositive();
        assertThat(plan.obstacle()).isEmpty();
        assertThat(plan.text().lines())
                .hasSize(6)
                .anyMatch("steps     30: 3 epochs of 10"::equals)
                .anyMatch(
                        line -> line.matches(
                                "time      \\d+ s of training: \\d\\.\\d{3} s a step \\(mean of 28\\); evaluation comes on top"))
                .anyMatch(line -> line.matches("memory    0\\.\\d GB estimated \\(activations .*"))
                .anyMatch(line -> line.matches("disk      1 MB: encoder 0\\.0 MB, 2 checkpoints of 0\\.0 MB; .* free"));
        assertThat(plan).hasToString(plan.text());
    }

    @Test
    void aCheckpointsSizeIsThatOfWhatTheRunCarries() {
        ToyMethod method = new ToyMethod(1);
        RunPlan plan = trainer(folder.resolve("run")).build().plan(method, DATA);
        TrainingResult run = trainer(folder.resolve("run")).build().fit(new ToyMethod(1), DATA);
        long arrays = Checkpoint.read(run.checkpoint().orElseThrow()).file().arrays().values().stream()
                .mapToLong(array -> array.length() * array.dataType().width())
                .sum();
        assertThat(plan.disk().checkpoint()).isEqualTo(arrays);
        assertThat(plan.disk().total())
                .isEqualTo(plan.disk().encoder() + 2 * plan.disk().checkpoint());
    }

    @Test
    void aRunAfterAPlanEqualsOneWithout() {
        ToyMethod method = new ToyMethod(1);
        Trainer trainer = trainer(folder.resolve("planned")).build();
        trainer.plan(method, DATA);
        TrainingResult planned = trainer.fit(method, DATA);
        TrainingResult straight = trainer(folder.resolve("straight")).build().fit(new ToyMethod(1), DATA);
        assertThat(CheckpointBits.of(planned)).isEqualTo(CheckpointBits.of(straight));
    }

    @Test
    void aPlanWritesNothingAndCallsNoListener() {
        List<String> heard = new ArrayList<>();
        trainer(folder.resolve("run"))
                .listener(new TrainingListener() {
                    @Override
                    public void onStart(RunStarted start) {
                        heard.add("start");
                    }

                    @Override
                    public void onStep(StepDone step) {
                        heard.add("step");
                    }
                })
                .build()
                .plan(new ToyMethod(1), DATA);
        assertThat(heard).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRunThatDoesNotFitInMemoryIsRejectedBeforeTheFirstStepAndPlannedWithoutOne() {
        ToyMethod method = new ToyMethod(1);
        Trainer trainer = trainer(folder.resolve("run")).build();
        assertThatThrownBy(() -> trainer.fit(method, new Huge()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "this run needs about 1048576\\.\\d GB of memory \\(.*samples 1048576\\.0 GB.*\\), and"
                                + " this process may have .*; take a batch below 4 \\(--batch-size or batchSize\\), .*;"
                                + " --ignore-memory or ignoreMemory\\(true\\) begins all the same");
        assertThat(Checkpoint.latest(folder.resolve("run"))).isEmpty();
        RunPlan plan = trainer.plan(method, new Huge());
        assertThat(plan.secondsPerStep()).isEmpty();
        assertThat(plan.text())
                .contains("time      not measured: the run does not fit in memory")
                .contains("this run needs about 1048576.");
        assertThat(method.calls).isEmpty();
    }

    @Test
    void aRunMayBeginAlthoughItSeemsNotToFit() {
        Trainer trainer = trainer(folder.resolve("run")).ignoreMemory(true).build();
        assertThat(trainer.fit(new ToyMethod(1), new Huge()).steps()).isEqualTo(30);
    }

    private static TrainerBuilder trainer(Path checkpoints) {
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .epochs(3)
                .batchSize(4)
                .checkpoints(checkpoints, Every.epochs(1));
    }

    /** Vectors that say of themselves that they fill a pebibyte. */
    private static final class Huge implements Dataset<float[]> {

        @Override
        public int size() {
            return DATA.size();
        }

        @Override
        public float[] get(int index) {
            return DATA.get(index);
        }

        @Override
        public long bytesInMemory() {
            return 1L << 50;
        }
    }
}

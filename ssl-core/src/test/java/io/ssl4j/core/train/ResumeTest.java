package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.log.MetricsLog;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stopping and resuming gives, bit for bit, the run that was never stopped. */
class ResumeTest {

    private static final int STEPS_PER_EPOCH = 5;
    private static final Vectors DATA = new Vectors(43, ToyMethod.LENGTH, 7);

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7, 10, 14})
    void resumedRunEqualsTheUninterruptedOne(int stopAfter) throws IOException {
        Path straight = temporary.resolve("straight");
        ToyMethod whole = new ToyMethod(1);
        TrainingResult expected = trainer(straight, 1, stopAfterNothing()).fit(whole, DATA);

        Path parts = temporary.resolve("parts");
        ToyMethod stopped = new ToyMethod(1);
        RunControl control = new RunControl();
        TrainingListener stopper = new TrainingListener() {
            @Override
            public void onStep(StepDone step) {
                if (step.step() == stopAfter) {
                    control.stop();
                }
            }
        };
        TrainingResult half = trainer(parts, 1, control, stopper).fit(stopped, DATA);
        assertThat(half.stopReason()).isEqualTo(StopReason.INTERRUPTED);
        assertThat(half.steps()).isEqualTo(stopAfter);
        assertThat(half.checkpoint()).contains(parts.resolve("checkpoint-%09d.ssl4j".formatted(stopAfter)));

        // Rows that the checkpoint knows nothing of, as after a crash.
        append(parts.resolve("metrics.csv"), (stopAfter + 1) + ",1,9,9,9,9,9,9");
        append(parts.resolve("metrics.jsonl"), "{\"step\":" + (stopAfter + 1) + ",\"epo");
        ToyMethod resumed = new ToyMethod(99);
        TrainingResult actual = trainer(parts, 2, stopAfterNothing()).resume(resumed, DATA);

        assertThat(actual.stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThat(actual.steps()).isEqualTo(3 * STEPS_PER_EPOCH);
        assertThat(actual.epochLosses()).isEqualTo(expected.epochLosses()).hasSize(3);
        assertThat(CheckpointBits.of(actual)).isEqualTo(CheckpointBits.of(expected));
        assertThat(withoutTimes(parts.resolve("metrics.csv"))).isEqualTo(withoutTimes(straight.resolve("metrics.csv")));
        assertThat(withoutTimes(parts.resolve("metrics.jsonl")))
                .isEqualTo(withoutTimes(straight.resolve("metrics.jsonl")))
                .hasSize(15);
        assertThat(resumed.encoder.parameters().values().toFloatVector())
                .containsExactly(whole.encoder.parameters().values().toFloatVector());
        assertThat(CheckpointBits.of(actual))
                .containsKeys(
                        "parameters/encoder", "optimizer/projector/velocity", "method/network/target", "method/bank");
        assertThat(resumed.counter).isEqualTo(whole.counter).isEqualTo(15 * 16 / 2);
        List<String> calls = new java.util.ArrayList<>(stopped.calls);
        calls.addAll(resumed.calls.subList(1, resumed.calls.size()));
        assertThat(calls).isEqualTo(whole.calls);
    }

    @Test
    void resumingACompletedRunEndsAtOnce() {
        TrainingResult first = trainer(temporary, 1, stopAfterNothing()).fit(new ToyMethod(1), DATA);
        ToyMethod again = new ToyMethod(1);
        TrainingResult second = trainer(temporary, 1, stopAfterNothing()).resume(again, DATA);
        assertThat(second.stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThat(second.steps()).isEqualTo(first.steps());
        assertThat(second.epochLosses()).isEqualTo(first.epochLosses());
        assertThat(again.calls).containsExactly("prepare");
    }

    @Test
    void anOlderCheckpointGivesTheSameEnd() {
        Path straight = temporary.resolve("straight");
        TrainingResult expected = Trainer.builder()
                .optimizer(optimizer())
                .epochs(3)
                .batchSize(8)
                .seed(5)
                .checkpoints(straight, Every.steps(4), 9)
                .build()
                .fit(new ToyMethod(1), DATA);
        Path older = straight.resolve("checkpoint-000000004.ssl4j");
        TrainingResult actual = Trainer.builder()
                .optimizer(optimizer())
                .epochs(3)
                .batchSize(8)
                .seed(5)
                .checkpoints(temporary.resolve("other"), Every.epochs(9))
                .build()
                .resumeFrom(older, new ToyMethod(2), DATA);
        assertThat(CheckpointBits.of(actual)).isEqualTo(CheckpointBits.of(expected));
    }

    @Test
    void anotherSeedGivesAnotherRun() {
        TrainingResult one = Trainer.builder()
                .optimizer(optimizer())
                .epochs(1)
                .batchSize(8)
                .seed(5)
                .build()
                .fit(new ToyMethod(1), DATA);
        TrainingResult two = Trainer.builder()
                .optimizer(optimizer())
                .epochs(1)
                .batchSize(8)
                .seed(6)
                .build()
                .fit(new ToyMethod(1), DATA);
        assertThat(one.epochLosses()).isNotEqualTo(two.epochLosses());
    }

    private static Trainer trainer(Path directory, int threads, RunControl control, TrainingListener... more) {
        TrainerBuilder builder = Trainer.builder()
                .optimizer(optimizer())
                .schedule((step, length) -> 1 - 0.5 * step / length.totalSteps())
                .epochs(3)
                .batchSize(8)
                .seed(5)
                .loaderThreads(threads)
                .clipGradientNorm(0.2)
                .control(control)
                .checkpoints(directory, Every.epochs(1))
                .listener(MetricsLog.csv(directory.resolve("metrics.csv")))
                .listener(MetricsLog.jsonLines(directory.resolve("metrics.jsonl")));
        for (TrainingListener listener : more) {
            builder.listener(listener);
        }
        return builder.build();
    }

    private static RunControl stopAfterNothing() {
        return new RunControl();
    }

    private static MomentumOptimizer optimizer() {
        return new MomentumOptimizer(0.2, 0.9, 1e-3);
    }

    private static List<String> withoutTimes(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.startsWith("{")
                        ? line.substring(0, line.indexOf("\"samples_per_second\""))
                        : line.replaceAll(",[^,]*,[^,]*$", ""))
                .collect(Collectors.toList());
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, java.nio.file.StandardOpenOption.APPEND);
    }
}

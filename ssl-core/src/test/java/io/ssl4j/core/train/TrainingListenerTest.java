package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.CheckpointWritten;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What listeners are told, in which order, and what happens when one throws. */
class TrainingListenerTest {

    private static final Vectors DATA = new Vectors(12, ToyMethod.LENGTH, 7);

    @TempDir
    Path directory;

    private final List<String> events = new ArrayList<>();
    private String throwAt = "";

    @Test
    void eventsComeInOrder() {
        builder().build().fit(new ToyMethod(1), DATA);
        assertThat(events)
                .containsExactly(
                        "start 0",
                        "step 1",
                        "step 2",
                        "checkpoint 2",
                        "step 3",
                        "epoch 1",
                        "step 4",
                        "checkpoint 4",
                        "step 5",
                        "step 6",
                        "epoch 2",
                        "checkpoint 6",
                        "end 6");
    }

    /** 12 samples in batches of 5, the last one of 2: an epoch is 12 images, not 15. */
    @Test
    void aSmallerLastBatchCountsWithItsOwnSize() {
        TrainingResult result = Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .epochs(2)
                .batchSize(5)
                .dropLast(false)
                .checkpoints(directory, Every.epochs(1))
                .build()
                .fit(new ToyMethod(1), DATA);
        double stepSeconds =
                Checkpoint.read(result.checkpoint().orElseThrow()).position().stepSeconds();
        assertThat(result.samplesPerSecond() * stepSeconds).isCloseTo(24, within(1e-6));
    }

    @Test
    void anEpochsLossIsTheMeanOfItsSteps() {
        List<StepDone> steps = new ArrayList<>();
        List<EpochDone> epochs = new ArrayList<>();
        TrainingResult result = builder()
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        steps.add(step);
                    }

                    @Override
                    public void onEpoch(EpochDone epoch) {
                        epochs.add(epoch);
                    }
                })
                .build()
                .fit(new ToyMethod(1), DATA);
        double mean = (steps.get(3).loss() + steps.get(4).loss() + steps.get(5).loss()) / 3;
        assertThat(epochs.get(1).meanLoss()).isCloseTo(mean, within(1e-12));
        assertThat(result.epochLosses())
                .containsExactly(epochs.get(0).meanLoss(), epochs.get(1).meanLoss());
        assertThat(result.samplesPerSecond()).isPositive();
        assertThat(result.seconds()).isPositive();
        assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThat(result.message()).startsWith("done: 2 epochs, 6 steps in ");
        assertThat(steps.get(5).epoch()).isEqualTo(2);
        assertThat(steps.get(5).secondsLeft()).isZero();
        assertThat(steps.get(0).terms()).containsOnlyKeys("target");
        assertThatThrownBy(result::encoder)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the method has no encoder named 'encoder', it has []; ask for one of these with encoder(name)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start 0", "step 2", "epoch 1", "checkpoint 4", "end 6"})
    void whatAListenerThrowsEndsTheRunAndTheLoader(String when) {
        throwAt = when;
        assertThatThrownBy(() -> builder().loaderThreads(2).build().fit(new ToyMethod(1), DATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("thrown at " + when);
        assertThat(events).endsWith(when, "failure thrown at " + when);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("ssl4j-loader"));
    }

    @Test
    void aFailureInOnFailureIsAddedToTheFirst() {
        throwAt = "step 1";
        TrainingListener worse = new TrainingListener() {
            @Override
            public void onFailure(Throwable failure) {
                throw new IllegalStateException("worse");
            }
        };
        assertThatThrownBy(() -> builder().listener(worse).build().fit(new ToyMethod(1), DATA))
                .hasMessage("thrown at step 1")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("worse"));
    }

    private TrainerBuilder builder() {
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .epochs(2)
                .batchSize(4)
                .checkpoints(directory, Every.steps(2))
                .listener(new Recorder());
    }

    private final class Recorder implements TrainingListener {

        @Override
        public void onStart(RunStarted start) {
            note("start " + start.step());
        }

        @Override
        public void onStep(StepDone step) {
            note("step " + step.step());
        }

        @Override
        public void onEpoch(EpochDone epoch) {
            note("epoch " + epoch.epoch());
        }

        @Override
        public void onCheckpoint(CheckpointWritten checkpoint) {
            note("checkpoint " + checkpoint.step());
        }

        @Override
        public void onEnd(TrainingResult result) {
            note("end " + result.steps());
        }

        @Override
        public void onFailure(Throwable failure) {
            events.add("failure " + failure.getMessage());
        }

        private void note(String event) {
            events.add(event);
            if (event.equals(throwAt)) {
                throw new IllegalStateException("thrown at " + event);
            }
        }
    }
}

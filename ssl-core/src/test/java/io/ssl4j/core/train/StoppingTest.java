package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run stops in good order: the step is finished, the checkpoint written, and the way on said. */
@Timeout(60)
class StoppingTest {

    private static final Vectors DATA = new Vectors(40, ToyMethod.LENGTH, 7);

    @TempDir
    Path directory;

    @Test
    void stopFromAnotherThreadFinishesTheStepAndWritesACheckpoint() throws Exception {
        RunControl control = new RunControl();
        CountDownLatch inStep = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        ToyMethod method = new ToyMethod(1);
        method.beforeLoss = context -> {
            if (context.step() == 6) {
                inStep.countDown();
                await(stopped);
            }
        };
        CompletableFuture<TrainingResult> run = CompletableFuture.supplyAsync(
                () -> builder().control(control).build().fit(method, DATA));
        await(inStep);
        control.stop();
        stopped.countDown();

        TrainingResult result = run.get(30, TimeUnit.SECONDS);
        assertThat(result.stopReason()).isEqualTo(StopReason.INTERRUPTED);
        assertThat(result.steps()).isEqualTo(7);
        Path checkpoint = directory.resolve("checkpoint-000000007.ssl4j");
        assertThat(result.message())
                .isEqualTo("stopped because it was asked to, after step 7 of 20 (0 of 2 epochs done); checkpoint "
                        + checkpoint + " holds the run: resume it with the same settings");
        assertThat(Checkpoint.latest(directory).orElseThrow().path()).isEqualTo(checkpoint);
    }

    @Test
    void anInterruptInAStepDoesTheSameAndStaysSet() {
        ToyMethod method = new ToyMethod(1);
        method.beforeLoss = context -> {
            if (context.step() == 3) {
                Thread.currentThread().interrupt();
            }
        };
        TrainingResult result = builder().build().fit(method, DATA);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.stopReason()).isEqualTo(StopReason.INTERRUPTED);
        assertThat(result.steps()).isEqualTo(4);
        assertThat(Checkpoint.latest(directory).orElseThrow().step()).isEqualTo(4);
    }

    @Test
    void anInterruptWhileWaitingForABatchDoesTheSame() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Dataset<float[]> stuck = new Dataset<>() {
            private int reads;

            @Override
            public int size() {
                return DATA.size();
            }

            @Override
            public synchronized float[] get(int index) {
                if (++reads == 9) {
                    waiting.countDown();
                    await(over);
                }
                return DATA.get(index);
            }
        };
        CompletableFuture<TrainingResult> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(builder().build().fit(new ToyMethod(1), stuck));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        await(waiting);
        thread.interrupt();
        thread.join();
        over.countDown();
        assertThat(result.get().stopReason()).isEqualTo(StopReason.INTERRUPTED);
        assertThat(result.get().steps()).isLessThanOrEqualTo(2);
        assertThat(Checkpoint.latest(directory).orElseThrow().step())
                .isEqualTo(result.get().steps());
    }

    @Test
    void aRunUnderAStoppedControlWritesItsStart() {
        RunControl control = new RunControl();
        control.stop();
        TrainingResult result = builder().control(control).build().fit(new ToyMethod(1), DATA);
        assertThat(result.steps()).isZero();
        assertThat(builder().build().resume(new ToyMethod(2), DATA).epochLosses())
                .isEqualTo(Trainer.builder()
                        .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                        .epochs(2)
                        .batchSize(4)
                        .build()
                        .fit(new ToyMethod(1), DATA)
                        .epochLosses());
    }

    @Test
    void theTimeLimitStopsAfterAStep() {
        TrainingResult result = builder().maxTime(Duration.ofNanos(1)).build().fit(new ToyMethod(1), DATA);
        assertThat(result.stopReason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(result.message()).startsWith("stopped because its time is over, after step ");
        assertThat(result.checkpoint()).isPresent();
    }

    /** Ten steps an epoch: in mid-epoch, at the last step of one, and at the first of the next. */
    @ParameterizedTest
    @ValueSource(longs = {4, 10, 11})
    void aRunThatAnotherThreadStoppedGoesOnAsIfItHadNot(long step) throws Exception {
        RunControl control = new RunControl();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        ToyMethod method = new ToyMethod(1);
        method.beforeLoss = context -> {
            if (context.step() == step - 1) {
                reached.countDown();
                await(stopped);
            }
        };
        CompletableFuture<TrainingResult> run = CompletableFuture.supplyAsync(
                () -> builder().control(control).build().fit(method, DATA));
        await(reached);
        control.stop();
        stopped.countDown();
        assertThat(run.get(30, TimeUnit.SECONDS).steps()).isEqualTo(step);
        assertThat(CheckpointBits.of(builder().build().resume(new ToyMethod(2), DATA)))
                .isEqualTo(neverStopped());
    }

    @Test
    void aRunThatIsOutOfTimeAgainAndAgainEndsAsIfItHadNotBeen() {
        TrainerBuilder hurried = builder().maxTime(Duration.ofNanos(1));
        TrainingResult result = hurried.build().fit(new ToyMethod(1), DATA);
        int calls = 0;
        while (result.stopReason() == StopReason.TIME_LIMIT) {
            // Each call has more time, so that one that is too short for a step is not the last.
            result = builder().maxTime(Duration.ofMillis(1 + calls++)).build().resume(new ToyMethod(2), DATA);
        }
        assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThat(CheckpointBits.of(result)).isEqualTo(neverStopped());
    }

    private Object neverStopped() {
        return CheckpointBits.of(builder()
                .checkpoints(directory.resolve("straight"), Every.epochs(1))
                .build()
                .fit(new ToyMethod(1), DATA));
    }

    @Test
    void withoutCheckpointsTheMessageSaysThatTheRunIsLost() {
        RunControl control = new RunControl();
        control.stop();
        TrainingResult result = Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .batchSize(4)
                .control(control)
                .build()
                .fit(new ToyMethod(1), DATA);
        assertThat(result.checkpoint()).isEmpty();
        assertThat(result.message()).endsWith("without checkpoints it cannot be resumed");
    }

    @Test
    void aShutdownStopsTheRunAndWaitsForItsEnd() throws Exception {
        RunControl control = RunControl.onShutdown();
        StopOnShutdown guard = control.guard();
        Thread hook = guard.hook().orElseThrow();
        assertThat(Runtime.getRuntime().removeShutdownHook(hook)).isTrue();
        // The hook's thread does what a shutdown would have it do.
        hook.start();
        while (!control.stopRequested()) {
            Thread.onSpinWait();
        }
        assertThat(hook.isAlive()).isTrue();
        TrainingResult result = builder().control(control).build().fit(new ToyMethod(1), DATA);
        assertThat(result.checkpoint()).isPresent();
        assertThat(hook.isAlive()).isTrue();
        guard.close();
        hook.join();
    }

    @Test
    void aRunThatEndedLeavesNoHook() {
        StopOnShutdown guard = RunControl.onShutdown().guard();
        guard.close();
        assertThat(Runtime.getRuntime().removeShutdownHook(guard.hook().orElseThrow()))
                .isFalse();
    }

    @Test
    void aControlInstallsNoHookUnlessItIsAskedTo() {
        assertThat(new RunControl().guard().hook()).isEmpty();
        assertThatThrownBy(() -> RunControl.onShutdown(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the patience of a shutdown must be above 0, got PT0S");
    }

    @Test
    void fitOrResumeStartsARunOnceAndThenResumesIt() {
        TrainingResult stopped = builder().maxTime(Duration.ofNanos(1)).build().fitOrResume(new ToyMethod(1), DATA);
        assertThat(stopped.stopReason()).isEqualTo(StopReason.TIME_LIMIT);
        TrainingResult resumed = builder().build().fitOrResume(new ToyMethod(2), DATA);
        assertThat(CheckpointBits.of(resumed)).isEqualTo(neverStopped());
        assertThatThrownBy(() -> Trainer.builder()
                        .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                        .build()
                        .fitOrResume(new ToyMethod(1), DATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("to resume, a trainer must know where the checkpoints are, none was set");
    }

    private TrainerBuilder builder() {
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .epochs(2)
                .batchSize(4)
                .checkpoints(directory, Every.epochs(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.ssl4j.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.optim.LearningRateScaling;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.train.ElapsedTime;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.RunWarnings;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person sees. */
class ProgressTest {

    private static final RunLength LENGTH = new RunLength(200, 100);

    private final StringBuilder out = new StringBuilder();
    private long nanos;

    @Test
    void aBarIsWrittenOverAndEpochsStay() {
        Progress progress = new Progress(out, true, () -> nanos);
        run(progress);
        assertThat(out.toString().split("\n"))
                .containsExactly(
                        "simclr: 1000 samples, 2 epochs of 100 steps, batch size 10, seed 42",
                        "learning rate 0.1",
                        "\r[===         ]  25%  epoch 1/2  loss 4.1250  812 samples/s  1:40 left"
                                + "\repoch 1/2  step 100/200  mean loss 4.0000  800 samples/s  1:02:05 so far",
                        "\r[=======     ]  60%  epoch 2/2  loss 4.1250  812 samples/s  7 s left" + "\rdone"
                                + " ".repeat(64));
    }

    @Test
    void aBarFitsATerminal() {
        Progress progress = new Progress(out, true, () -> nanos);
        progress.onStart(start(Optional.empty(), 0));
        nanos += 60_000_000_000L;
        out.setLength(0);
        progress.onStep(new StepDone(5, 1, LENGTH, 1e40, Map.of(), Optional.empty(), 0.1, 1, 1e9, 5, 1e9));
        assertThat(out).hasSize(80).startsWith("\r[");
    }

    @Test
    void linesAreNotWrittenOver() {
        Progress progress = new Progress(out, false, () -> nanos);
        run(progress);
        assertThat(out.toString().split("\n"))
                .containsExactly(
                        "simclr: 1000 samples, 2 epochs of 100 steps, batch size 10, seed 42",
                        "learning rate 0.1",
                        "epoch 1/2  step 50/200  loss 4.1250  812 samples/s  1:40 left",
                        "epoch 1/2  step 100/200  mean loss 4.0000  800 samples/s  1:02:05 so far",
                        "epoch 2/2  step 120/200  loss 4.1250  812 samples/s  7 s left",
                        "done");
    }

    @Test
    void stepsInQuickSuccessionAreNotAllShown() {
        Progress progress = new Progress(out, false, () -> nanos);
        progress.onStart(start(Optional.empty(), 0));
        for (int step = 1; step < 90; step++) {
            nanos += 1_000_000_000L;
            progress.onStep(step(step, 1, 10));
        }
        assertThat(out.toString().lines()).hasSize(4);
    }

    @Test
    void aResumedRunSaysWhereItGoesOn() {
        Progress.lines(out).onStart(start(Optional.of(Path.of("run", "c.ssl4j")), 40));
        assertThat(out.toString()).contains("seed 42, resumed after step 40 from " + Path.of("run", "c.ssl4j") + "\n");
    }

    @Test
    void whatAnUpdateIsMadeOfIsSaid() {
        String rate = LearningRateScaling.linear(256).describe(0.3, 512);
        Progress.lines(out)
                .onStart(new RunStarted(
                        "rotation",
                        new RunInfo(1000, 128, 4, 2, LENGTH, 42),
                        "sgd",
                        rate,
                        0,
                        Optional.empty(),
                        Map.of(),
                        CollapseHints.none(),
                        new RunWarnings()));
        assertThat(out.toString())
                .isEqualTo("rotation: 1000 samples, 2 epochs of 100 steps, batch size 128 x 4 accumulated = 512 samples"
                        + " per update, seed 42\nlearning rate 0.6 = 0.3 per 256 samples, scaled linearly to 512 samples"
                        + " per update\n");
    }

    @Test
    void aFailureLeavesTheLineWhole() {
        Progress progress = new Progress(out, true, () -> nanos);
        progress.onStart(start(Optional.empty(), 0));
        nanos += 60_000_000_000L;
        progress.onStep(step(50, 1, 100));
        progress.onFailure(new IllegalStateException());
        assertThat(out.toString()).endsWith("\n");
    }

    @Test
    void durations() {
        assertThat(List.of(0.4, 59.4, 60.0, 754.0, 3723.0).stream().map(ElapsedTime::text))
                .containsExactly("0 s", "59 s", "1:00", "12:34", "1:02:03");
    }

    private void run(Progress progress) {
        progress.onStart(start(Optional.empty(), 0));
        nanos += 60_000_000_000L;
        progress.onStep(step(50, 1, 100));
        progress.onEpoch(new EpochDone(1, 2, 100, 4.0, 800, 3725, Map.of()));
        nanos += 60_000_000_000L;
        progress.onStep(step(120, 2, 7));
        progress.onEnd(new TrainingResult(
                StopReason.COMPLETED, Map.of(), List.of(), 200, 1, 1, Optional.empty(), List.of(), "done"));
    }

    @Test
    void aWarningIsALineOfItsOwn() {
        StringBuilder out = new StringBuilder();
        Progress.lines(out).onWarning("complete collapse at step 200");
        assertThat(out).hasToString("warning: complete collapse at step 200\n");
    }

    private static RunStarted start(Optional<Path> from, long step) {
        return new RunStarted(
                "simclr",
                new RunInfo(1000, 10, 2, LENGTH, 42),
                "sgd",
                "learning rate 0.1",
                step,
                from,
                Map.of(),
                CollapseHints.none(),
                new RunWarnings());
    }

    private static StepDone step(long step, int epoch, double left) {
        return new StepDone(step, epoch, LENGTH, 4.125, Map.of(), Optional.empty(), 0.1, 1, 812.3, 5, left);
    }
}

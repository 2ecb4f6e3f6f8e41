package io.ssl4j.core.log;

import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.train.ElapsedTime;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows the progress of a run to a person: loss, samples per second and time left. On a terminal this is one line that
 * is overwritten; in a file or pipe, a line now and then.
 */
public final class Progress implements TrainingListener {

    private static final int BAR_WIDTH = 12;
    private static final int TERMINAL_WIDTH = 79;
    private static final long BAR_NANOS = 200_000_000L;
    private static final long LINE_NANOS = 30_000_000_000L;

    private final Appendable out;
    private final boolean bar;
    private final LongSupplier nanos;
    private RunInfo run;
    private String word = "samples";
    private long lastShown;
    private int shownWidth;

    Progress(Appendable out, boolean bar, LongSupplier nanos) {
        this.out = out;
        this.bar = bar;
        this.nanos = nanos;
    }

    /**
     * A bar if the program's console is a terminal, plain lines otherwise.
     *
     * @param out standard output, as a stream or with a writer around it
     */
    public static Progress toConsole(Appendable out) {
        return Terminal.isPresent() ? bar(out) : lines(out);
    }

    /** One line, overwritten with carriage returns. */
    public static Progress bar(Appendable out) {
        return new Progress(out, true, System::nanoTime);
    }

    /** A line after every epoch, and every 30 seconds within a longer one. */
    public static Progress lines(Appendable out) {
        return new Progress(out, false, System::nanoTime);
    }

    @Override
    public void onStart(RunStarted start) {
        run = start.run();
        word = word(start);
        lastShown = nanos.getAsLong();
        line(String.format(
                Locale.ROOT,
                "%s: %d samples, %d epochs of %d steps, batch size %d%s, seed %d%s",
                start.method(),
                run.samples(),
                run.epochs(),
                run.length().stepsPerEpoch(),
                run.batchSize(),
                run.accumulate() == 1
                        ? ""
                        : " x " + run.accumulate() + " accumulated = " + run.samplesPerUpdate() + " samples per update",
                run.seed(),
                start.resumedFrom()
                        .map(path -> ", resumed after step " + start.step() + " from " + path)
                        .orElse("")));
        line(start.learningRate());
    }

    @Override
    public void onStep(StepDone step) {
        long now = nanos.getAsLong();
        if (now - lastShown < (bar ? BAR_NANOS : LINE_NANOS)) {
            return;
        }
        lastShown = now;
        String left = ElapsedTime.text(step.secondsLeft()) + " left";
        if (bar) {
            over(bar(step) + "  " + figures("loss", step.loss(), step.samplesPerSecond()) + "  " + left);
        } else {
            line(place(step.epoch(), step.step()) + "  " + figures("loss", step.loss(), step.samplesPerSecond()) + "  "
                    + left);
        }
    }

    @Override
    public void onEpoch(EpochDone epoch) {
        lastShown = nanos.getAsLong();
        line(place(epoch.epoch(), epoch.step()) + "  "
                + figures("mean loss", epoch.meanLoss(), epoch.samplesPerSecond()) + "  "
                + ElapsedTime.text(epoch.seconds())
                + " so far");
    }

    @Override
    public void onWarning(String warning) {
        line("warning: " + warning);
    }

    @Override
    public void onEnd(TrainingResult result) {
        line(result.message());
    }

    @Override
    public void onFailure(Throwable failure) {
        if (shownWidth > 0) {
            line("");
        }
    }

    private String place(int epoch, long step) {
        return "epoch " + epoch + "/" + run.epochs() + "  step " + step + "/"
                + run.length().totalSteps();
    }

    /** What people call the samples of the run: "images", "series". */
    private static String word(RunStarted start) {
        return start.encoders().values().stream()
                .findFirst()
                .map(encoder -> encoder.input().kind())
                .flatMap(kind -> Modalities.all().stream()
                        .filter(modality -> modality.kind().equals(kind))
                        .findFirst())
                .map(Modality::samples)
                .orElse("samples");
    }

    private String figures(String lossName, double loss, double samplesPerSecond) {
        return String.format(Locale.ROOT, "%s %.4f  %.0f %s/s", lossName, loss, samplesPerSecond, word);
    }

    private String bar(StepDone step) {
        double done = (double) step.step() / step.length().totalSteps();
        int full = (int) (BAR_WIDTH * done);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d%%  epoch %d/%d",
                "=".repeat(full),
                " ".repeat(BAR_WIDTH - full),
                (int) (100 * done),
                step.epoch(),
                run.epochs());
    }

    /** Replaces the overwritten line by a permanent one. */
    private void line(String text) {
        String blanks = " ".repeat(Math.max(0, shownWidth - text.length()));
        write((shownWidth > 0 ? "\r" : "") + text + blanks + "\n");
        shownWidth = 0;
    }

    /**
     * Overwrites the line. Longer text is cut, since it would wrap, and a carriage return would then not reach its
     * start.
     */
    private void over(String text) {
        String shown = text.length() > TERMINAL_WIDTH ? text.substring(0, TERMINAL_WIDTH) : text;
        write("\r" + shown + " ".repeat(Math.max(0, shownWidth - shown.length())));
        shownWidth = shown.length();
    }

    private void write(String text) {
        try {
            out.append(text);
            if (out instanceof Flushable buffered) {
                buffered.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the progress: " + e, e);
        }
    }
}

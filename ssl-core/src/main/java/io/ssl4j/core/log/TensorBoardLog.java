package io.ssl4j.core.log;

import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StepDone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Writes the metrics of a run for TensorBoard ({@code tensorboard --logdir FOLDER}): the scalars {@code train/loss},
 * {@code train/learning_rate}, {@code train/gradient_norm}, {@code train/samples_per_second} and {@code terms/NAME} of
 * every step (or every n-th), {@code epoch/loss}, and any other values passed to {@link #record}.
 *
 * <p>Every start of a run writes a separate file, {@code events.out.tfevents.SECONDS.NUMBER}; a resumed run tells
 * TensorBoard to discard the entries of earlier files for the steps that are repeated.
 */
public final class TensorBoardLog extends FileListener<EventFile> {

    private final Path folder;
    private final long every;

    private TensorBoardLog(Path folder, long every) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.every = every;
    }

    /** Makes a log in a TensorBoard folder, which is created if it is missing. */
    public static TensorBoardLog in(Path folder) {
        return new TensorBoardLog(folder, 1);
    }

    /** Returns the same log with only every n-th step of the run. */
    public TensorBoardLog everySteps(long n) {
        if (n < 1) {
            throw new IllegalArgumentException("scalars must lie at least 1 step apart, got " + n);
        }
        return new TensorBoardLog(folder, n);
    }

    /**
     * Writes an additional scalar; only during the run.
     *
     * @param tag its name, in groups before slashes: "validation/knn"
     * @param step updates made so far
     */
    public void record(String tag, long step, double value) {
        if (file() == null) {
            throw new IllegalStateException("a scalar can be recorded only during a run that has this log as a"
                    + " listener, got '" + tag + "'");
        }
        try {
            file().scalar(now(), step, tag, value);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void onStart(RunStarted start) {
        try {
            Files.createDirectories(folder);
            open(new EventFile(free(), now()));
            file().start(now(), start.step() + 1);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Returns an unused path that sorts last, since TensorBoard reads files in the order of their names. */
    private Path free() {
        long seconds = System.currentTimeMillis() / 1000;
        int number = 0;
        Path path = folder.resolve(String.format(Locale.ROOT, "events.out.tfevents.%d.%d", seconds, number));
        while (Files.exists(path)) {
            number++;
            path = folder.resolve(String.format(Locale.ROOT, "events.out.tfevents.%d.%d", seconds, number));
        }
        return path;
    }

    @Override
    public void onStep(StepDone step) {
        if (step.step() % every != 0) {
            return;
        }
        record("train/loss", step.step(), step.loss());
        record("train/learning_rate", step.step(), step.learningRate());
        record("train/gradient_norm", step.step(), step.gradientNorm());
        record("train/samples_per_second", step.step(), step.samplesPerSecond());
        for (Map.Entry<String, Double> term : new TreeMap<>(step.terms()).entrySet()) {
            record("terms/" + term.getKey(), step.step(), term.getValue());
        }
    }

    @Override
    public void onEpoch(EpochDone epoch) {
        record("epoch/loss", epoch.step(), epoch.meanLoss());
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    @Override
    UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("cannot write TensorBoard's events in " + folder + ": " + e, e);
    }
}

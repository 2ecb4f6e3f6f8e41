package io.ssl4j.examples.cli;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.train.RunControl;
import io.ssl4j.core.train.RunStarted;
import io.ssl4j.core.train.StepDone;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.TrainingListener;
import io.ssl4j.examples.cli.doctor.MemoryLimits;
import io.ssl4j.examples.memory.ProcessMemory;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** The first steps of a run, on its own samples, and what they say about the whole of it. Nothing is written. */
final class DryRun<T> {

    private static final int WARM_UP = 2;
    private static final double SECONDS = 10;
    private static final int ENOUGH_STEPS = 50;

    /** Parameters and two moments of Adam. */
    private static final int COPIES_IN_A_CHECKPOINT = 3;

    private static final int CHECKPOINTS = 2;

    private final RunSettings settings;
    private final DataSplit<T> split;
    private final MemoryEstimate estimate;
    private final Path folder;
    private final PrintWriter out;

    DryRun(RunSettings settings, DataSplit<T> split, MemoryEstimate estimate, Path folder, PrintWriter out) {
        this.settings = settings;
        this.split = split;
        this.estimate = estimate;
        this.folder = folder;
        this.out = out;
    }

    void run(Encoder<T> encoder, SslMethod<T> method) {
        Window window = new Window();
        TrainerBuilder trainer = Trainer.builder();
        settings.training().configure(trainer);
        trainer.control(window.control).listener(window).build().fit(method, split.trainingSet(method));
        if (window.measured == 0) {
            window.measured = 1;
            window.seconds = (System.nanoTime() - window.started) * 1e-9 / Math.max(1, window.steps);
        }
        sayTime(window);
        sayMemory();
        sayDisk(encoder, method);
        out.println("nothing was written; the run itself is the same command without --dry-run");
    }

    private void sayTime(Window window) {
        double step = window.seconds / window.measured;
        Duration training = Duration.ofMillis((long) (1000 * step * window.totalSteps));
        out.printf(
                Locale.ROOT,
                "steps     %d: %d epochs of %d%n",
                window.totalSteps,
                settings.training().epochs,
                window.totalSteps / settings.training().epochs);
        out.printf(
                Locale.ROOT,
                "time      %s of training: %.3f s a step (mean of %d); watching k-NN and the evaluation come on top%n",
                words(training),
                step,
                window.measured);
    }

    private void sayMemory() {
        OptionalLong peak = ProcessMemory.PEAK.bytes();
        out.println("memory    " + MemoryLimits.gibibytes(estimate.total()) + " estimated (" + estimate.words() + ")");
        if (peak.isPresent()) {
            out.println("          " + MemoryLimits.gibibytes(peak.getAsLong()) + " taken by these steps, of "
                    + MemoryLimits.gibibytes(MemoryLimits.ofThisProcess().whole()) + " that this process may have");
        }
    }

    private void sayDisk(Encoder<T> encoder, SslMethod<T> method) {
        long trained = 0;
        for (ParameterGroup group : method.parameterGroups()) {
            trained += group.network().parameters().length();
        }
        double encoderMb = encoder.network().parameters().length() * Float.BYTES / 1e6;
        double checkpointMb = (double) COPIES_IN_A_CHECKPOINT * trained * Float.BYTES / 1e6;
        out.printf(
                Locale.ROOT,
                "disk      %.0f MB: encoder %.1f MB, %d checkpoints of %.1f MB%s%n",
                Math.ceil(encoderMb + CHECKPOINTS * checkpointMb),
                encoderMb,
                CHECKPOINTS,
                checkpointMb,
                free());
    }

    private String free() {
        File existing = folder.toAbsolutePath().toFile();
        while (existing != null && !existing.exists()) {
            existing = existing.getParentFile();
        }
        return existing == null ? "" : "; " + MemoryLimits.gibibytes(existing.getUsableSpace()) + " are free";
    }

    private static String words(Duration time) {
        return time.toMinutes() < 2
                ? time.toSeconds() + " s"
                : time.toHours() < 3
                        ? time.toMinutes() + " min"
                        : String.format(Locale.ROOT, "%.1f hours", time.toMinutes() / 60.0);
    }

    /** Times the steps after the first ones, and ends the run when there are enough. */
    private static final class Window implements TrainingListener {

        private final RunControl control = new RunControl();
        private final long started = System.nanoTime();
        private long totalSteps;
        private int steps;
        private long begin;
        private double seconds;
        private int measured;

        @Override
        public void onStart(RunStarted start) {
            totalSteps = start.run().length().totalSteps();
        }

        @Override
        public void onStep(StepDone step) {
            steps++;
            if (steps == WARM_UP) {
                begin = System.nanoTime();
            } else if (steps > WARM_UP) {
                measured = steps - WARM_UP;
                seconds = (System.nanoTime() - begin) * 1e-9;
                if (seconds > SECONDS || measured >= ENOUGH_STEPS) {
                    control.stop();
                }
            }
        }
    }
}

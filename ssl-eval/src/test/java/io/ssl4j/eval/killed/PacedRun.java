package io.ssl4j.eval.killed;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.log.MetricsLog;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.GraphMethod;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.eval.knn.KnnConfig;
import io.ssl4j.eval.knn.KnnMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A run in a process of its own, with batch norm, dropout, an EMA target, two loader threads, a k-NN monitor, a metrics
 * log and a checkpoint every third step. It goes on with what is in its folder. After each step it writes one byte to
 * its output, and before the next one it takes one byte from its input, so that whoever started it knows where it is;
 * once the input is closed it runs to its end.
 */
final class PacedRun {

    static final int STEPS_PER_EPOCH = 4;

    private static final LabeledImageDataset BANK = SyntheticImages.patterns(6, 3, 8, 1, 1);
    private static final LabeledImageDataset TEST = SyntheticImages.patterns(4, 3, 8, 1, 2);

    private PacedRun() {}

    /** Arguments: the folder, and the epochs of the whole run. */
    public static void main(String... arguments) {
        run(Path.of(arguments[0]), Integer.parseInt(arguments[1]), new Pace(System.in, System.out));
    }

    /** Begins the run in a folder, or goes on with it. */
    static void run(Path folder, int epochs, TrainingListener pace) {
        Path checkpoints = checkpoints(folder);
        KnnMonitor<Image> monitor = KnnMonitor.every(
                        1, BANK, TEST, KnnConfig.defaults().withK(3))
                .reportingTo(measured -> append(folder.resolve("knn.txt"), measured + "\n"));
        Trainer trainer = Trainer.builder()
                .optimizer(Optimizers.adamW(0.01))
                .schedule(Schedules.warmupCosineSteps(2))
                .clipGradientNorm(0.5)
                .epochs(epochs)
                .batchSize(6)
                .seed(11)
                .loaderThreads(2)
                .checkpoints(checkpoints, Every.steps(3))
                .listener(MetricsLog.csv(folder.resolve("metrics.csv")))
                .listener(monitor)
                .listener(pace)
                .build();
        var images = SyntheticImages.noise(26, 8, 8, 1, 3);
        if (Checkpoint.latest(checkpoints).isPresent()) {
            trainer.resume(new GraphMethod(2), images);
        } else {
            trainer.fit(new GraphMethod(1), images);
        }
    }

    static Path checkpoints(Path folder) {
        return folder.resolve("checkpoints");
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One byte out after a step, one byte in before the next. */
    private record Pace(InputStream in, OutputStream out) implements TrainingListener {

        @Override
        public void onStep(StepDone step) {
            try {
                out.write('.');
                out.flush();
                in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

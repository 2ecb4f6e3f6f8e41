package io.ssl4j.examples.cli;

import io.ssl4j.core.data.ImageInput;
import io.ssl4j.core.data.ImageSource;
import io.ssl4j.core.network.Encoder;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.train.Every;
import io.ssl4j.core.train.MetricsLog;
import io.ssl4j.core.train.Progress;
import io.ssl4j.core.train.RunControl;
import io.ssl4j.core.train.SslMethod;
import io.ssl4j.core.train.StopOnShutdown;
import io.ssl4j.core.train.StopReason;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.TrainingResult;
import io.ssl4j.eval.knn.KnnMonitor;
import io.ssl4j.eval.report.Evaluation;
import io.ssl4j.eval.report.EvaluationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains an encoder without labels, and says what it learned. */
@Command(
        name = "pretrain",
        description =
                "Train an encoder on images without looking at labels. Where there are labels, they are used at the"
                        + " end to measure it beside the untrained encoder and the raw pixels.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ssl4j pretrain --out runs/first",
            "  ssl4j pretrain --data photos --size 64x64 --method barlow-twins --epochs 50 --out runs/photos",
            "  ssl4j pretrain --resume runs/photos",
            "",
            "The folder of a run holds encoder.zip (a plain DL4J model file), summary.json, metrics.csv, run.json (these",
            "settings) and checkpoints. Ctrl-C finishes the step, writes a checkpoint and says how to resume."
        })
final class PretrainCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SplitOptions split = new SplitOptions();

    @Mixin
    private final TrainingOptions training = new TrainingOptions();

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the run's files go; must be new or empty.")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "FOLDER",
            description = "Go on with a run that was stopped, with the settings that it was begun with.")
    private Path resume;

    @Option(names = "--checkpoint-every", paramLabel = "EPOCHS", description = "Default: ${DEFAULT-VALUE}.")
    private int checkpointEvery = 1;

    @Option(
            names = "--knn-every",
            paramLabel = "EPOCHS",
            description =
                    "Log k-NN accuracy on the validation images so often; 0 for never. Default: ${DEFAULT-VALUE}.")
    private int knnEvery = 1;

    @Option(names = "--max-time", paramLabel = "MINUTES", description = "Stop after this time, with a checkpoint.")
    private int maxMinutes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if ((out == null) == (resume == null)) {
            throw new IllegalArgumentException("give either --out FOLDER for a new run or --resume FOLDER");
        }
        RunFolder folder = new RunFolder(out == null ? resume : out);
        RunSettings settings =
                resume == null ? new RunSettings(data, split, training) : RunSettings.read(folder.settings());
        if (resume == null) {
            requireNew(folder);
        }
        ImageSplit images = open(settings);
        Encoder encoder = settings.training().createEncoder(ImageInput.of(images.pretrain()));
        announce(settings, images, encoder);
        if (resume == null) {
            settings.write(folder.settings());
        }
        TrainingResult result = train(folder, settings, images, encoder);
        if (result.stopReason() != StopReason.COMPLETED) {
            out().println(result.message());
            out().println("resume with: ssl4j pretrain --resume " + folder.folder());
            return Ssl4j.STOPPED;
        }
        finish(folder, settings, images, result);
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static void requireNew(RunFolder folder) throws IOException {
        if (!Files.isDirectory(folder.folder())) {
            return;
        }
        try (var files = Files.list(folder.folder())) {
            if (files.findAny().isPresent()) {
                throw new IllegalArgumentException("--out must name a new or empty folder, " + folder.folder()
                        + " holds files; name another, or go on with --resume " + folder.folder());
            }
        }
    }

    private ImageSplit open(RunSettings settings) throws IOException {
        ImageSource source = settings.data().open();
        source.train().skipped().forEach(skipped -> out().println("left out: " + skipped));
        return settings.split().split(source);
    }

    private void announce(RunSettings settings, ImageSplit images, Encoder encoder) {
        out().printf(
                        "%s: %d images of %s to learn from%s%n",
                        settings.data().name(),
                        images.pretrain().size(),
                        images.pretrain().shape(),
                        images.labeled()
                                ? ", " + images.validation().orElseThrow().size() + " to watch, "
                                        + images.test().orElseThrow().size() + " to test"
                                : "; no labels, so accuracies cannot be measured");
        out().printf(
                        "%s, %.2f million parameters, representation of %d%n",
                        settings.training().encoder,
                        encoder.network().parameters().length() / 1e6,
                        encoder.representationSize());
    }

    private TrainingResult train(RunFolder folder, RunSettings settings, ImageSplit images, Encoder encoder) {
        SslMethod<io.ssl4j.core.data.Image> method = SslMethods.create(
                settings.training().method, encoder, settings.training().methodOptions, settings.training().seed);
        RunControl control = new RunControl();
        TrainerBuilder trainer = Trainer.builder();
        settings.training().configure(trainer);
        trainer.control(control)
                .checkpoints(folder.checkpoints(), Every.epochs(checkpointEvery))
                .listener(Progress.lines(out()))
                .listener(MetricsLog.csv(folder.metrics()));
        if (maxMinutes > 0) {
            trainer.maxTime(Duration.ofMinutes(maxMinutes));
        }
        if (images.labeled() && knnEvery > 0) {
            trainer.listener(KnnMonitor.every(
                    knnEvery, images.bank().orElseThrow(), images.validation().orElseThrow()));
        }
        try (StopOnShutdown guard = StopOnShutdown.install(control, PATIENCE)) {
            return resume == null
                    ? trainer.build().fit(method, images.pretrain())
                    : trainer.build().resume(method, images.pretrain());
        }
    }

    private void finish(RunFolder folder, RunSettings settings, ImageSplit images, TrainingResult result)
            throws IOException {
        Encoder encoder = result.encoder();
        encoder.save(folder.encoder());
        Optional<EvaluationReport> report = Optional.empty();
        if (images.labeled()) {
            report = Optional.of(Evaluation.defaults()
                    .run(encoder, images.bank().orElseThrow(), images.test().orElseThrow()));
            out().println();
            out().print(report.get().table());
        }
        RunFolder.write(folder.summary(), Summary.of(settings.training(), result, report));
        out().println();
        out().printf("%.0f images/s, %.0f s of training%n", result.imagesPerSecond(), result.seconds());
        out().println("encoder: " + folder.encoder());
        out().println("summary: " + folder.summary());
    }
}

package io.ssl4j.cli.run;

import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.FinetuneOptions;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.log.MetricsLog;
import io.ssl4j.core.log.Progress;
import io.ssl4j.core.train.RunControl;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.eval.features.ClassificationResult;
import io.ssl4j.eval.finetune.Examples;
import io.ssl4j.eval.finetune.FineTuned;
import io.ssl4j.eval.finetune.FineTuner;
import io.ssl4j.eval.finetune.Score;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One fine-tuning in its folder: training, saving, measuring. */
public final class FinetuneRun<T> {

    private final RunFolder folder;
    private final Encoder<T> encoder;
    private final DataSplit<T> split;
    private final FinetuneOptions options;
    private final String samples;
    private final PrintWriter out;
    private final List<String> rows = new ArrayList<>();

    /** @param samples the plural of the samples: "images" */
    public FinetuneRun(
            RunFolder folder,
            Encoder<T> encoder,
            DataSplit<T> split,
            FinetuneOptions options,
            String samples,
            PrintWriter out) {
        this.folder = folder;
        this.encoder = encoder;
        this.split = split;
        this.options = options;
        this.samples = samples;
        this.out = out;
    }

    /**
     * Fine-tunes, saves and measures.
     *
     * @return false if the run was stopped before its end
     */
    public boolean run(boolean resume, Optional<Duration> maxTime) throws IOException {
        LabeledDataset<T> train = options.labeled(split.bank().orElseThrow());
        Optional<Examples<T>> held = split.validation().map(Examples::of);
        out.printf(
                Locale.ROOT,
                "%d labelled %s to learn from, %d to choose the epoch, %d to test; %d classes%n",
                train.size(),
                samples,
                held.map(Examples::size).orElse(0),
                split.test().map(Dataset::size).orElse(0),
                train.classNames().size());
        folder.create();
        if (resume && Files.exists(validationFile())) {
            Files.readAllLines(validationFile(), StandardCharsets.UTF_8).stream()
                    .skip(1)
                    .forEach(rows::add);
        }
        TextLines.write(validationFile(), lines());
        FineTuner tuner = FineTuner.of(options.config())
                .trainer(builder -> configured(builder, maxTime))
                .reportingTo(this::report);
        Encoder<T> start = options.fromScratch ? encoder.untrained() : encoder;
        boolean goOn = resume && folder.hasCheckpoint();
        FineTuned<T> tuned =
                goOn ? tuner.resume(start, Examples.of(train), held) : tuner.fit(start, Examples.of(train), held);
        StopReason reason = tuned.run().stopReason();
        if (reason != StopReason.COMPLETED && reason != StopReason.FINISHED_EARLY) {
            out.println("to continue: run the same command with --resume");
            return false;
        }
        finish(tuned, train);
        return true;
    }

    private TrainerBuilder configured(TrainerBuilder builder, Optional<Duration> maxTime) {
        builder.control(RunControl.onShutdown())
                .checkpoints(folder.checkpoints(), Every.epochs(1))
                .listener(Progress.toConsole(out))
                .listener(MetricsLog.csv(folder.metrics()));
        maxTime.ifPresent(builder::maxTime);
        return builder;
    }

    private Path validationFile() {
        return folder.folder().resolve("validation.csv");
    }

    private void report(int epoch, Score score) {
        out.printf(
                Locale.ROOT,
                "epoch %d: validation accuracy %.1f %%, loss %.4f%n",
                epoch,
                100 * score.accuracy(),
                score.loss());
        // A run that was killed measures the epochs after its checkpoint again.
        rows.removeIf(row -> Integer.parseInt(row.substring(0, row.indexOf(','))) >= epoch);
        rows.add(epoch + "," + score.accuracy() + "," + score.loss());
        try {
            TextLines.write(validationFile(), lines());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + validationFile() + ": " + e.getMessage(), e);
        }
    }

    private Stream<String> lines() {
        return Stream.concat(Stream.of("epoch,accuracy,loss"), rows.stream());
    }

    private void finish(FineTuned<T> tuned, LabeledDataset<T> train) throws IOException {
        Path model = folder.folder().resolve("model.zip");
        tuned.predictor().save(model);
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("start", options.fromScratch ? "untrained" : "pretrained");
        summary.put("labelledSamples", train.size());
        summary.put("keptEpoch", tuned.epoch());
        tuned.validation().ifPresent(score -> summary.put("validationAccuracy", score.accuracy()));
        if (split.test().isPresent()) {
            ClassificationResult result = tuned.evaluate(split.test().get());
            summary.put("classes", train.classNames());
            summary.put("test", result.toMap());
            out.printf(
                    Locale.ROOT,
                    "test accuracy %.1f %% (95 %% interval %s), majority class %.1f, balanced %.1f; epoch %d kept%n",
                    100 * result.accuracy(),
                    result.accuracyInterval().percent(),
                    100 * result.confusion().majorityShare(),
                    100 * result.balancedAccuracy(),
                    tuned.epoch());
        }
        summary.put("samplesPerSecond", tuned.run().samplesPerSecond());
        summary.put("trainSeconds", tuned.run().seconds());
        summary.put("steps", tuned.run().steps());
        RunFolder.write(folder.summary(), summary);
        out.println("model: " + model);
        out.println("summary: " + folder.summary());
    }
}

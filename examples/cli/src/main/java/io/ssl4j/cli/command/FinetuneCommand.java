package io.ssl4j.cli.command;

import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.FinetuneOptions;
import io.ssl4j.cli.option.OpenData;
import io.ssl4j.cli.option.SplitOptions;
import io.ssl4j.cli.option.TimeLimit;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.cli.run.EncoderSettings;
import io.ssl4j.cli.run.FinetuneRun;
import io.ssl4j.cli.run.PreparedRun;
import io.ssl4j.cli.run.RunFolder;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.io.FolderLock;
import io.ssl4j.core.registry.Modality;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a whole encoder on labels, under a new head. */
@Command(
        name = "finetune",
        description = "Train a whole encoder on labelled samples, under a new head. Validation samples choose the epoch"
                + " that is kept; the test samples are read once, at the end. Without --data, data and split are"
                + " those of the run that made the encoder, so that its test samples stay test samples.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "ssl4j finetune --encoder FILE --out FOLDER [OPTIONS]",
        footer = {
            "",
            "Examples:",
            "  ssl4j finetune --encoder runs/first/encoder.zip --out runs/tuned",
            "  ssl4j finetune --encoder runs/first/encoder.zip --data photos --out runs/tuned --patience 5",
            "  ssl4j finetune --encoder runs/first/encoder.zip --labels-per-class 10 --frozen-epochs 5 --out runs/few",
            "",
            "In the folder:",
            "  model.zip       encoder and head, a plain DL4J model file that gives class probabilities",
            "  summary.json    the figures on the test samples",
            "  validation.csv  accuracy and loss on the validation samples after each epoch",
            "  metrics.csv     loss, learning rate and speed of every step",
            "  checkpoints     what --resume continues from"
        })
final class FinetuneCommand implements Callable<Integer> {

    @Option(names = "--encoder", paramLabel = "FILE", required = true, description = "The encoder that pretrain wrote.")
    private Path encoderFile;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "Where the files go; must be new or empty, except with --resume.")
    private Path out;

    @Option(
            names = "--resume",
            description = "Continue a run that was stopped. The other options must be those that it was started with.")
    private boolean resume;

    @Mixin
    private final TimeLimit time = new TimeLimit();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SplitOptions split = new SplitOptions();

    @Mixin
    private final FinetuneOptions tuning = new FinetuneOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Usage.check(spec, time::check);
        Usage.check(spec, tuning::check);
        RunFolder folder = new RunFolder(out);
        if (!resume) {
            folder.requireEmpty();
        }
        Encoder<?> encoder = Encoder.load(encoderFile);
        try (FolderLock lock = FolderLock.acquire(out)) {
            return run(encoder, folder) ? 0 : PreparedRun.STOPPED;
        }
    }

    private <T> boolean run(Encoder<T> encoder, RunFolder folder) throws IOException {
        EncoderSettings settings = EncoderSettings.of(spec, encoderFile, data, split);
        Modality<T> modality = settings.settings().data().modality(encoder);
        OpenData<T> opened = settings.open(spec, modality, encoder);
        PrintWriter console = spec.commandLine().getOut();
        DataSplit<T> parts =
                settings.plan(opened, true, console).of(opened.fitted(encoder).source());
        if (!parts.labeled()) {
            throw new IllegalArgumentException("fine-tuning needs labels, and "
                    + settings.settings().data().name()
                    + " has none; give --data with labels: for images a folder of class folders, or a manifest");
        }
        return new FinetuneRun<>(folder, encoder, parts, tuning, modality.samples(), console)
                .run(resume, time.duration());
    }
}

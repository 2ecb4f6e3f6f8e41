package io.ssl4j.cli.command;

import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.cli.option.SplitOptions;
import io.ssl4j.cli.option.TimeLimit;
import io.ssl4j.cli.option.TrainingOptions;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.cli.option.WatchOptions;
import io.ssl4j.cli.run.FloorCache;
import io.ssl4j.cli.run.PreparedRun;
import io.ssl4j.cli.run.RunFolder;
import io.ssl4j.cli.run.Start;
import io.ssl4j.core.io.FolderLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains an encoder without labels, unless its method is one that reads them, and says what it learned. */
@Command(
        name = "pretrain",
        description = "Train an encoder on images or series without labels. Only supervised methods such as"
                + " supcon learn from labels. Otherwise, labels serve to hold out samples of every class,"
                + " to measure k-NN accuracy during the run, and to compare the final encoder with the"
                + " untrained one and with floors such as raw pixels.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "ssl4j pretrain --out FOLDER [--config FILE] [OPTIONS]",
            "       ssl4j pretrain --resume FOLDER"
        },
        footer = {
            "",
            "Examples:",
            "  ssl4j pretrain --out runs/first",
            "  ssl4j pretrain --out runs/photos --data photos --size 64x64 --epochs 50",
            "  ssl4j pretrain --out runs/series --data ECG200_TRAIN.tsv --batch-size 32 --epochs 50",
            "  ssl4j pretrain --out runs/barlow --method barlow-twins --set lambda=0.005",
            "  ssl4j pretrain --out runs/lars --optimizer lars --lr-per-256 0.3 --trust-coefficient 0.02 --clip-trust",
            "  ssl4j pretrain --config runs/photos/run.yaml --seed 43 --out runs/again",
            "  ssl4j pretrain --resume runs/photos",
            "",
            "In the folder of a run:",
            "  encoder.zip    the encoder, a plain DL4J model file",
            "  encoder-NAME.zip  with --save-also: another encoder of the method",
            "  summary.json   the final metrics",
            "  metrics.csv    loss, learning rate and speed of every step",
            "  knn.csv        k-NN accuracy on the validation samples during the run",
            "  data.csv       the samples, the part of each, and hashes of what they hold",
            "  run.yaml       all settings, for --resume, evaluate and --config",
            "  provenance.json  versions, seed, fingerprint of the data, machine and time",
            "  checkpoints    what --resume continues from",
            "Ctrl-C finishes the step, writes a checkpoint and prints how to resume."
        })
final class PretrainCommand implements Callable<Integer> {

    private static final String ACCEPT = "--accept-changed-data";

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "The folder for the run's files; must be new or empty.")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "FOLDER",
            description = "Continue a stopped run with its own settings. If the run is complete, save and measure"
                    + " the encoder again.")
    private Path resume;

    @Mixin
    private final TimeLimit time = new TimeLimit();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Take settings from a YAML file whose keys are option names, such as the run.yaml of a"
                    + " run. Typed options override the file.")
    private Path config;

    @Option(
            names = "--dry-run",
            description = "Run only the first steps, and report the steps, time, memory and disk space of the"
                    + " whole run. Nothing is written.")
    private boolean dryRun;

    @Option(names = "--ignore-memory", description = "Start even if the run seems to need more memory than there is.")
    private boolean ignoreMemory;

    @Option(
            names = ACCEPT,
            description = "Resume also on data that is no longer that of the beginning: each sample stays in its part"
                    + " (learn, watch, test), what is gone is left out, and what is new is not used.")
    private boolean acceptChangedData;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SplitOptions split = new SplitOptions();

    @Mixin
    private final TrainingOptions training = new TrainingOptions();

    @Mixin
    private final WatchOptions watch = new WatchOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RunFolder folder = new RunFolder(requireFolder());
        if (dryRun) {
            return run(folder);
        }
        try (FolderLock lock = FolderLock.acquire(folder.folder())) {
            return run(folder);
        }
    }

    private Path requireFolder() {
        if ((out == null) == (resume == null)) {
            throw Usage.error(spec, "give either --out FOLDER for a new run or --resume FOLDER");
        }
        return out == null ? resume : out;
    }

    private int run(RunFolder folder) throws IOException {
        RunSettings settings = settings(folder);
        PreparedRun<?> run =
                PreparedRun.of(folder, settings, new FloorCache(), new Start(resume != null, acceptChangedData), out());
        if (!ignoreMemory) {
            run.requireMemory();
        }
        if (dryRun) {
            run.tryOut();
            return 0;
        }
        boolean complete = run.run(time.duration(), "resume with: ssl4j pretrain --resume " + folder.folder());
        return complete ? 0 : PreparedRun.STOPPED;
    }

    private RunSettings settings(RunFolder folder) throws IOException {
        Usage.check(spec, time::check);
        if (resume != null) {
            Usage.refuseOthers(
                    spec,
                    Set.of("--resume", "--max-time", "--ignore-memory", ACCEPT),
                    "--resume uses the settings in run.yaml and accepts no other options than --max-time,"
                            + " --ignore-memory and " + ACCEPT);
            return folder.begun();
        }
        if (acceptChangedData) {
            throw Usage.error(spec, ACCEPT + " is for --resume: a new run takes its data as it is");
        }
        RunSettings settings = new RunSettings(data, split, training, watch);
        Usage.check(spec, settings::check);
        settings.resolve();
        folder.requireEmpty();
        return settings;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

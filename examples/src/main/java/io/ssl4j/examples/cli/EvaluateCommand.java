package io.ssl4j.examples.cli;

import io.ssl4j.core.network.Encoder;
import io.ssl4j.eval.report.Evaluation;
import io.ssl4j.eval.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a saved encoder. */
@Command(
        name = "evaluate",
        description =
                "Measure a saved encoder by k-NN and a linear probe, beside the untrained encoder and the raw pixels."
                        + " Without --data, on the images and the split of the run that made it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ssl4j evaluate --encoder runs/first/encoder.zip",
            "  ssl4j evaluate --encoder runs/first/encoder.zip --data labelled-photos --size 64x64"
        })
final class EvaluateCommand implements Callable<Integer> {

    @Option(names = "--encoder", paramLabel = "FILE", required = true, description = "The encoder that pretrain wrote.")
    private Path encoderFile;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SplitOptions split = new SplitOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the accuracies as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Encoder encoder = Encoder.load(encoderFile);
        ImageSplit images = images();
        if (!images.labeled()) {
            throw new IllegalArgumentException(
                    "an evaluation needs labels: give --data with a folder of class folders, or IDX or CIFAR files");
        }
        EvaluationReport report = Evaluation.defaults()
                .run(encoder, images.bank().orElseThrow(), images.test().orElseThrow());
        spec.commandLine().getOut().print(report.table());
        if (json != null) {
            RunFolder.write(json, report.toMap());
        }
        return 0;
    }

    private ImageSplit images() throws IOException {
        Path settings = new RunFolder(encoderFile.toAbsolutePath().getParent()).settings();
        if (data.path == null && Files.exists(settings)) {
            RunSettings run = RunSettings.read(settings);
            return run.split().split(run.data().open());
        }
        return split.split(data.open());
    }
}

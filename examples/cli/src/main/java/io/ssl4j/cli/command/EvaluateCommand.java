package io.ssl4j.cli.command;

import io.ssl4j.cli.option.DataNotes;
import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.OpenData;
import io.ssl4j.cli.option.OutputOptions;
import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.cli.option.SplitOptions;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.cli.run.EncoderSettings;
import io.ssl4j.cli.run.EvaluationPlan;
import io.ssl4j.cli.run.RunFolder;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.encoder.ViewAverage;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.ViewNeed;
import io.ssl4j.eval.report.Evaluation;
import io.ssl4j.eval.report.EvaluationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a saved encoder. */
@Command(
        name = "evaluate",
        description = "Measure a saved encoder by k-NN and a linear probe, compared with the untrained"
                + " encoder and with floors such as raw pixels. Without --data, use the data and the split"
                + " of the encoder's own run. Images are read in the size and colours that the encoder takes.",
        mixinStandardHelpOptions = true,
        customSynopsis = "ssl4j evaluate --encoder FILE [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ssl4j evaluate --encoder runs/first/encoder.zip",
            "  ssl4j evaluate --encoder runs/first/encoder.zip --data labelled-photos --json accuracies.json"
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final String ACCEPT = "--accept-changed-data";

    /** The seed of the views of {@link #views}, so that an evaluation can be repeated. */
    private static final long VIEW_SEED = 0;

    @Option(
            names = "--encoder",
            paramLabel = "FILE",
            required = true,
            description = "An encoder file, as pretrain writes it.")
    private Path encoderFile;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SplitOptions split = new SplitOptions();

    @Option(
            names = "--views",
            paramLabel = "RECIPE",
            description = "Represent each sample by the mean over random views of this recipe instead of by the whole"
                    + " sample: with emp-ssl, the crops that EMP-SSL is measured on.")
    private String views;

    @Option(
            names = "--view-count",
            paramLabel = "N",
            description = "Views that --views averages. Default: ${DEFAULT-VALUE}, EMP-SSL's.")
    private int viewCount = 128;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the accuracies to this JSON file.")
    private Path json;

    @Option(
            names = ACCEPT,
            description = "Without --data: measure also on data that is no longer that of the run. Each sample stays in"
                    + " its part, what is gone is left out, and what is new is not used.")
    private boolean acceptChangedData;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (json != null) {
            output.check("--json", json, data.path, encoderFile);
        }
        evaluate(Encoder.load(encoderFile));
        return 0;
    }

    private <T> void evaluate(Encoder<T> encoder) throws IOException {
        EncoderSettings settings = EncoderSettings.of(spec, encoderFile, data, split);
        RunSettings run = settings.settings();
        Modality<T> modality = run.data().modality(encoder);
        PrintWriter out = spec.commandLine().getOut();
        OpenData<T> opened = settings.open(spec, modality, encoder);
        DataNotes.print(opened, out);
        if (acceptChangedData && !settings.ofRun()) {
            throw Usage.error(
                    spec, ACCEPT + " is for the data of the run next to the encoder: leave out --data, or this option");
        }
        DataSplit<T> parts = settings.plan(opened, acceptChangedData, out)
                .of(opened.fitted(encoder).source());
        DataNotes.print(parts, modality.samples(), out);
        EvaluationPlan plan = EvaluationPlan.of(parts, modality.samples());
        Evaluation evaluation = plan.evaluation()
                .orElseThrow(() -> new IllegalArgumentException(plan.remark().orElseThrow()
                        + "; give --data with labels: for images a folder of class folders, or IDX or"
                        + " CIFAR files with labels"));
        out.println(run.data().name());
        plan.remark().ifPresent(remark -> out.println("note: " + remark));
        EvaluationReport report = evaluation.run(
                encoder,
                features(modality),
                parts.bank().orElseThrow(),
                parts.test().orElseThrow());
        out.print(report.table());
        if (json != null) {
            RunFolder.write(json, report.toMap());
        }
    }

    /** How an encoder represents a sample. */
    private <T> Function<Encoder<T>, FeatureMap<T>> features(Modality<T> modality) {
        if (views == null) {
            return FeatureMap::of;
        }
        List<String> recipes = modality.recipes().stream().map(ViewRecipe::name).toList();
        if (!recipes.contains(views)) {
            throw new IllegalArgumentException("--views must be one of " + recipes + ", got '" + views + "'");
        }
        Usage.requireAtLeast("--view-count", 1, viewCount);
        ViewNeed need = ViewNeed.copies(views, viewCount);
        return encoder -> new ViewAverage<>(encoder, Modalities.views(encoder, need), VIEW_SEED);
    }

    /** The split of the encoder's own run if its data is measured on; else a new one. */
}

package io.ssl4j.cli.command;

import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.OutputOptions;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.cli.run.CsvLine;
import io.ssl4j.cli.run.TextLines;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Predictor;
import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.core.registry.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Labels samples with a fine-tuned model. */
@Command(
        name = "predict",
        description = "Label samples with a model that finetune wrote: a CSV file with a row for each sample.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "ssl4j predict --model FILE --out FILE [OPTIONS]",
        footer = {
            "",
            "Examples:",
            "  ssl4j predict --model runs/tuned/model.zip --data photos --out labels.csv",
            "  ssl4j predict --model runs/tuned/model.zip --data photos --out labels.csv --all"
        })
final class PredictCommand implements Callable<Integer> {

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model that finetune wrote.")
    private Path modelFile;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "A .csv file: sample, class, probability.")
    private Path out;

    @Option(names = "--all", description = "Also write the probability of every class.")
    private boolean all;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            throw Usage.error(spec, "--out must end in .csv, got '" + out + "'");
        }
        output.check("--out", out, data.path, modelFile);
        int count = predict(Predictor.load(modelFile));
        spec.commandLine().getOut().printf(Locale.ROOT, "%d predictions: %s%n", count, out);
        return 0;
    }

    private <T> int predict(Predictor<T> predictor) throws IOException {
        Modality<T> modality = data.modality(predictor.model());
        Usage.check(spec, () -> data.check(modality));
        Dataset<T> samples = data.open(modality, predictor.model()).source().train();
        INDArray outputs = predictor.predict(samples);
        Stream<String> rows = IntStream.range(0, samples.size())
                .mapToObj(i -> CsvLine.of(
                        row(predictor, samples.name(i), outputs.getRow(i).toDoubleVector())));
        TextLines.write(out, Stream.concat(Stream.of(CsvLine.of(header(predictor))), rows));
        return samples.size();
    }

    private List<String> header(Predictor<?> predictor) {
        List<String> header = new ArrayList<>(List.of("sample"));
        boolean classes = predictor.task() == Predictor.Task.CLASSES;
        if (classes) {
            header.addAll(List.of("class", "probability"));
        }
        if (all || !classes) {
            header.addAll(predictor.names());
        }
        return header;
    }

    private List<String> row(Predictor<?> predictor, String name, double... outputs) {
        List<String> row = new ArrayList<>(List.of(name));
        boolean classes = predictor.task() == Predictor.Task.CLASSES;
        if (classes) {
            int best = RowMath.largest(outputs);
            row.addAll(List.of(predictor.names().get(best), text(outputs[best])));
        }
        if (all || !classes) {
            for (double value : outputs) {
                row.add(text(value));
            }
        }
        return row;
    }

    /** Outputs are floats; more digits would say nothing. */
    private static String text(double output) {
        return Float.toString((float) output);
    }
}

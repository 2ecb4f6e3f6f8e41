package io.ssl4j.cli.command;

import io.ssl4j.cli.option.DataNotes;
import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.OpenData;
import io.ssl4j.cli.option.OutputOptions;
import io.ssl4j.cli.option.SplitOptions;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.cli.run.CsvLine;
import io.ssl4j.cli.run.EncoderSettings;
import io.ssl4j.cli.run.TextLines;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.registry.DataSource;
import io.ssl4j.core.registry.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Turns samples into vectors. */
@Command(
        name = "embed",
        description = "Turn images or series into vectors with a saved encoder. Images of another size are"
                + " cropped and resized to what the encoder takes. Without --data, use the data of the"
                + " encoder's own run. If the data has a training and a test part, the training part is"
                + " embedded, or the one that --part names.",
        mixinStandardHelpOptions = true,
        customSynopsis = "ssl4j embed --encoder FILE --out FILE [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ssl4j embed --encoder runs/first/encoder.zip --data photos --out vectors.csv",
            "  ssl4j embed --encoder runs/first/encoder.zip --data photos --out vectors.npy",
            "  ssl4j embed --encoder runs/first/encoder.zip --part test --out test.csv",
            "The .npy file holds only the vectors; vectors.names.txt next to it has the names, one per line, and",
            "vectors.labels.txt the class names, if there are any."
        })
final class EmbedCommand implements Callable<Integer> {

    @Option(
            names = "--encoder",
            paramLabel = "FILE",
            required = true,
            description = "An encoder file, as pretrain writes it.")
    private Path encoderFile;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The file to write: .csv (name, class if there is one, then the vector) or .npy.")
    private Path out;

    /** A part of the data, as pretrain cuts it. */
    enum Part {
        TRAIN,
        VALIDATION,
        TEST
    }

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Embed only this part of the data, cut as pretrain cuts it with the same split options:"
                    + " train, validation or test. Default: all samples, or those of the data's own training part.")
    private Part part;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SplitOptions split = new SplitOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String name = out.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".npy")) {
            throw Usage.error(spec, "--out must end in .csv or .npy, got '" + out + "'");
        }
        for (Path file : files()) {
            output.check("--out", file, data.path, encoderFile);
        }
        Encoder<?> encoder = Encoder.load(encoderFile);
        INDArray vectors = embed(encoder);
        spec.commandLine()
                .getOut()
                .printf(Locale.ROOT, "%d vectors of %d numbers: %s%n", vectors.size(0), vectors.size(1), out);
        return 0;
    }

    private <T> INDArray embed(Encoder<T> encoder) throws IOException {
        EncoderSettings settings = EncoderSettings.of(spec, encoderFile, data, split);
        Modality<T> modality = settings.settings().data().modality(encoder);
        OpenData<T> opened = settings.open(spec, modality, encoder);
        DataNotes.print(opened, spec.commandLine().getOut());
        Dataset<T> samples = chosen(
                settings, modality.samples(), opened, opened.fitted(encoder).source());
        INDArray vectors = encoder.embed(samples);
        if (isCsv()) {
            TextLines.write(out, csv(samples, vectors));
        } else {
            NpyFile.write(out, vectors);
            TextLines.write(names(), lines(samples, samples::name));
            if (samples instanceof LabeledDataset<T> labeled) {
                TextLines.write(labels(), lines(samples, i -> className(labeled, i)));
            }
        }
        return vectors;
    }

    /** The part that is embedded; of the data of the encoder's run, as the run recorded it. */
    private <T> Dataset<T> chosen(EncoderSettings settings, String samples, OpenData<T> opened, DataSource<T> fitted)
            throws IOException {
        if (part == null) {
            requireNoSplit();
            return fitted.train();
        }
        DataSplit<T> parts =
                settings.plan(opened, true, spec.commandLine().getOut()).of(fitted);
        Optional<? extends Dataset<T>> chosen =
                switch (part) {
                    case TRAIN -> parts.bank().isPresent() ? parts.bank() : Optional.of(parts.pretrain());
                    case VALIDATION -> parts.validation();
                    case TEST -> parts.test().isPresent() ? parts.test() : fitted.test();
                };
        return chosen.orElseThrow(
                () -> new IllegalArgumentException("--part " + part.name().toLowerCase(Locale.ROOT)
                        + " needs labelled " + samples
                        + (part == Part.TEST ? " or data with a test part" : " and a --validation-share above 0")
                        + ", got neither; leave --part out"));
    }

    private void requireNoSplit() {
        for (String option : List.of("--limit", "--test-share", "--validation-share", "--split-seed")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw Usage.error(spec, option + " goes with --part, which is not given");
            }
        }
    }

    private static String className(LabeledDataset<?> samples, int index) {
        return samples.classNames().get(samples.label(index));
    }

    private boolean isCsv() {
        return out.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /** The files that are written. */
    private List<Path> files() {
        return isCsv() ? List.of(out) : List.of(out, names(), labels());
    }

    private Path names() {
        return besides(".names.txt");
    }

    private Path labels() {
        return besides(".labels.txt");
    }

    private Path besides(String ending) {
        String file = out.getFileName().toString();
        return out.resolveSibling(file.substring(0, file.lastIndexOf('.')) + ending);
    }

    private static Stream<String> lines(Dataset<?> samples, IntFunction<String> line) {
        return IntStream.range(0, samples.size()).mapToObj(line);
    }

    private static Stream<String> csv(Dataset<?> samples, INDArray vectors) {
        LabeledDataset<?> labeled = samples instanceof LabeledDataset<?> classes ? classes : null;
        List<String> head = new ArrayList<>(labeled == null ? List.of("name") : List.of("name", "label"));
        for (int d = 0; d < vectors.size(1); d++) {
            head.add("v" + d);
        }
        return Stream.concat(Stream.of(CsvLine.of(head)), lines(samples, i -> {
            List<String> row = new ArrayList<>(List.of(samples.name(i)));
            if (labeled != null) {
                row.add(className(labeled, i));
            }
            for (float value : vectors.getRow(i).toFloatVector()) {
                row.add(Float.toString(value));
            }
            return CsvLine.of(row);
        }));
    }
}

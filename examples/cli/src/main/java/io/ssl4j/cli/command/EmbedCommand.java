package io.ssl4j.cli.command;

import io.ssl4j.cli.option.DataNotes;
import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.OpenData;
import io.ssl4j.cli.option.OutputOptions;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.registry.Modality;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
                + " cropped and resized to what the encoder takes. If the data has a training and a test"
                + " part, the training part is embedded; for the test part, give --data its own file or"
                + " folder.",
        mixinStandardHelpOptions = true,
        customSynopsis = "ssl4j embed --encoder FILE --out FILE [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ssl4j embed --encoder runs/first/encoder.zip --data photos --out vectors.csv",
            "  ssl4j embed --encoder runs/first/encoder.zip --data photos --out vectors.npy",
            "The .npy file holds only the vectors; vectors.names.txt next to it has the names, one per line."
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
            description = "The file to write: .csv (name, then the vector) or .npy.")
    private Path out;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

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
        Modality<T> modality = data.modality(encoder);
        Usage.check(spec, () -> data.check(modality));
        OpenData<T> opened = data.open(modality);
        DataNotes.print(opened, spec.commandLine().getOut());
        Dataset<T> samples = opened.fitted(encoder).source().train();
        INDArray vectors = encoder.embed(samples);
        if (isCsv()) {
            writeCsv(samples, vectors);
        } else {
            NpyFile.write(out, vectors);
            writeNames(samples);
        }
        return vectors;
    }

    private boolean isCsv() {
        return out.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /** The files that are written. */
    private List<Path> files() {
        return isCsv() ? List.of(out) : List.of(out, names());
    }

    private Path names() {
        String file = out.getFileName().toString();
        return out.resolveSibling(file.substring(0, file.lastIndexOf('.')) + ".names.txt");
    }

    private void writeCsv(Dataset<?> samples, INDArray vectors) throws IOException {
        AtomicFile.write(out, stream -> {
            BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            writer.write("name");
            for (int d = 0; d < vectors.size(1); d++) {
                writer.write(",v" + d);
            }
            writer.write("\n");
            for (int i = 0; i < samples.size(); i++) {
                writer.write(quoted(samples.name(i)));
                for (float value : vectors.getRow(i).toFloatVector()) {
                    writer.write(',');
                    writer.write(Float.toString(value));
                }
                writer.write("\n");
            }
            writer.flush();
        });
    }

    private static String quoted(String name) {
        return name.matches("[^\",\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private void writeNames(Dataset<?> samples) throws IOException {
        AtomicFile.write(names(), stream -> {
            BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            for (int i = 0; i < samples.size(); i++) {
                writer.write(samples.name(i));
                writer.write("\n");
            }
            writer.flush();
        });
    }
}

package io.ssl4j.examples.cli;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.vision.dataset.ImageDataset;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Turns images into vectors. */
@Command(
        name = "embed",
        description =
                "Turn images into vectors with a saved encoder. Images of another size than the encoder's are cropped"
                        + " to its shape and resized. Of data with training and test images, the training images are"
                        + " embedded; for the others give --data their own file or folder.",
        mixinStandardHelpOptions = true,
        customSynopsis = "ssl4j embed --encoder FILE --out FILE [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ssl4j embed --encoder runs/first/encoder.zip --data photos --out vectors.csv",
            "  ssl4j embed --encoder runs/first/encoder.zip --data photos --out vectors.npy",
            "The .npy file holds the vectors alone; the names go into vectors.names.txt beside it, a line each."
        })
final class EmbedCommand implements Callable<Integer> {

    @Option(names = "--encoder", paramLabel = "FILE", required = true, description = "The encoder that pretrain wrote.")
    private Path encoderFile;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "A .csv file (name, then the vector) or a .npy file.")
    private Path out;

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
        Usage.check(spec, data::check);
        Encoder<Image> encoder = Encoder.load(encoderFile);
        ImageDataset images = EncoderImages.fitted(data.open(), encoder).train();
        INDArray vectors = encoder.embed(images);
        if (name.endsWith(".csv")) {
            writeCsv(images, vectors);
        } else {
            NpyFile.write(out, vectors);
            writeNames(images);
        }
        spec.commandLine().getOut().printf("%d vectors of %d numbers: %s%n", vectors.size(0), vectors.size(1), out);
        return 0;
    }

    private void writeCsv(ImageDataset images, INDArray vectors) throws IOException {
        AtomicFile.write(out, stream -> {
            BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            writer.write("name");
            for (int d = 0; d < vectors.size(1); d++) {
                writer.write(",v" + d);
            }
            writer.newLine();
            for (int i = 0; i < images.size(); i++) {
                writer.write(quoted(images.name(i)));
                for (float value : vectors.getRow(i).toFloatVector()) {
                    writer.write(',');
                    writer.write(Float.toString(value));
                }
                writer.newLine();
            }
            writer.flush();
        });
    }

    private static String quoted(String name) {
        return name.matches("[^\",\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private void writeNames(ImageDataset images) throws IOException {
        String file = out.getFileName().toString();
        Path names = out.resolveSibling(file.substring(0, file.lastIndexOf('.')) + ".names.txt");
        AtomicFile.write(names, stream -> {
            BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            for (int i = 0; i < images.size(); i++) {
                writer.write(images.name(i));
                writer.newLine();
            }
            writer.flush();
        });
    }
}

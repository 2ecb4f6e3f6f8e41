package io.ssl4j.cli.command;

import io.ssl4j.cli.option.DataNotes;
import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.OpenData;
import io.ssl4j.cli.option.OutputOptions;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.registry.DataSource;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.vision.ImageModality;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImagePack;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes decoded images into one file. */
@Command(
        name = "pack",
        description = "Decode images once and write them into one file, with their names and labels. Training"
                + " from the file decodes nothing and keeps no images in memory. Give --size for"
                + " photographs, or the --encoder that they are for: the file takes 3 bytes per pixel.",
        mixinStandardHelpOptions = true,
        customSynopsis = "ssl4j pack --data PATH --out FILE [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  ssl4j pack --data photos --size 256x256 --out photos.pack",
            "  ssl4j pretrain --data photos.pack --out runs/photos"
        })
final class PackCommand implements Callable<Integer> {

    /** Which images of data that has two parts. */
    enum Part {
        TRAIN,
        TEST
    }

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
    private Path out;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Which part of data with training and test images: train (default) or test.")
    private Part part = Part.TRAIN;

    @Option(
            names = "--encoder",
            paramLabel = "FILE",
            description = "Take the size and the colours of the images from this encoder.")
    private Path encoderFile;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Spec
    private CommandSpec spec;

    private void check() {
        Modality<?> modality = data.modality();
        if (!modality.kind().equals(ImageInput.KIND)) {
            throw new IllegalArgumentException("pack takes only images, got " + modality.samples() + " in "
                    + data.name() + "; they are read into memory and need no packing");
        }
        data.check(modality);
    }

    @Override
    public Integer call() throws IOException {
        Usage.check(spec, this::check);
        output.check("--out", out, data.path, encoderFile);
        OpenData<Image> opened = open(new ImageModality());
        DataNotes.print(opened, spec.commandLine().getOut());
        DataSource<Image> source = opened.source();
        Dataset<Image> images = part == Part.TRAIN
                ? source.train()
                : source.test()
                        .orElseThrow(() -> new IllegalArgumentException("--part test needs data with test images, got "
                                + data.name() + " with one part; leave --part out"));
        long bytes = ImagePack.write(out, ImageDataset.of(images));
        spec.commandLine().getOut().printf(Locale.ROOT, "%s, %.1f MB: %s%n", images, bytes * 1e-6, out);
        return 0;
    }

    private OpenData<Image> open(ImageModality images) throws IOException {
        if (encoderFile == null) {
            return data.open(images);
        }
        Encoder<Image> encoder = Encoder.load(encoderFile, Image.class);
        Usage.check(spec, () -> data.check(images, encoder));
        return data.open(images, encoder);
    }
}

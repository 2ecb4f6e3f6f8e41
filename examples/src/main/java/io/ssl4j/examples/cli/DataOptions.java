package io.ssl4j.examples.cli;

import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.dataset.ImageSource;
import io.ssl4j.core.vision.dataset.Unreadable;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.ImageResize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which images, and how they are read: the same options for every command. */
final class DataOptions {

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "A folder of images (sub-folders are classes), a manifest (CSV: path,label[,split]), a packed, IDX or"
                            + " CIFAR file, or a folder of IDX or CIFAR files."
                            + " Default: the 10,000 Fashion-MNIST images that come with ssl4j.")
    Path path;

    @Option(names = "--size", paramLabel = "HxW", description = "Resize images to this size, for example 64x64.")
    String size;

    @Option(
            names = "--color",
            paramLabel = "MODE",
            description = "Channels of the images in a folder: rgb (default), gray, as_stored.")
    ColorMode color = ColorMode.RGB;

    @Option(
            names = "--skip-unreadable",
            description =
                    "Leave out files of a folder that cannot be read, and list them; else the first one ends the run.")
    boolean skipUnreadable;

    /** All images of the source, in its order. */
    ImageSource open() throws IOException {
        if (path == null) {
            ImageDataset images = ShippedImages.open();
            return new ImageSource("IDX", resize().map(images::resized).orElse(images), Optional.empty());
        }
        if (Files.isRegularFile(path) && ErrorText.isPicture(path)) {
            throw new IllegalArgumentException(
                    "--data takes a folder of images, got the image " + path + "; give the folder that it lies in");
        }
        ImageFolderOptions options =
                new ImageFolderOptions(color, resize(), skipUnreadable ? Unreadable.SKIP : Unreadable.FAIL);
        return ImageSource.open(path, options);
    }

    /** @throws IllegalArgumentException if an option has a value that cannot be */
    void check() {
        resize();
    }

    private Optional<ImageResize> resize() {
        if (size == null) {
            return Optional.empty();
        }
        if (!size.matches("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("--size must be HEIGHTxWIDTH such as 64x64, got '" + size + "'");
        }
        String[] parts = size.split("x");
        return Optional.of(ImageResize.centerCrop(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }

    /** Training needs images of one shape: says which options make them so. */
    void requireOneShape(ImageDataset images) {
        try {
            images.shape();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage() + "; here: --size HEIGHTxWIDTH and --color", e);
        }
    }

    /** Where the images come from, in words. */
    String name() {
        return path == null ? ShippedImages.NAME : path.toString();
    }
}

package io.ssl4j.cli.option;

import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The 10,000 test images of Fashion-MNIST (Xiao et al. 2017, arXiv:1708.07747), which come with ssl4j. */
public final class ShippedImages {

    /** What reports call them. */
    public static final String NAME = "fashion-mnist-10k";

    private static final String FOLDER = "/io/ssl4j/cli/fashion-mnist/";
    private static final String IMAGES = "t10k-images-idx3-ubyte.gz";
    private static final String LABELS = "t10k-labels-idx1-ubyte.gz";
    private static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private ShippedImages() {}

    /** In memory, in the order of the published file; the label of an image is its number in the class names. */
    public static LabeledImageDataset open() throws IOException {
        Path folder = Files.createTempDirectory("ssl4j");
        try {
            return LabeledImageDataset.idx(copyImages(folder), copyLabels(folder))
                    .withClassNames(CLASSES);
        } finally {
            Files.deleteIfExists(folder.resolve(IMAGES));
            Files.deleteIfExists(folder.resolve(LABELS));
            Files.delete(folder);
        }
    }

    /** Writes the images into a folder, as they were published: IDX, gzipped. */
    public static Path copyImages(Path folder) throws IOException {
        return copy(IMAGES, folder);
    }

    /** Writes the labels into a folder, as they were published: IDX, gzipped. */
    public static Path copyLabels(Path folder) throws IOException {
        return copy(LABELS, folder);
    }

    private static Path copy(String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        try (InputStream bytes = ShippedImages.class.getResourceAsStream(FOLDER + name)) {
            Files.copy(bytes, target);
        }
        return target;
    }
}

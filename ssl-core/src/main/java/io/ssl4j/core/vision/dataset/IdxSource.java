package io.ssl4j.core.vision.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the IDX files that belong together by their names: {@code train-images-idx3-ubyte}, {@code
 * train-labels-idx1-ubyte}.
 */
final class IdxSource {

    private static final String TRAIN = "train";
    private static final String TEST = "t10k";

    private IdxSource() {}

    /** Finds the training images of a folder, under their usual name, plain or gzip. */
    static Optional<Path> trainImages(Path folder) {
        return existing(Stream.of("train-images-idx3-ubyte", "train-images.idx3-ubyte", "train-images-idx4-ubyte")
                .map(folder::resolve));
    }

    /**
     * Opens the images of a file, with the labels in the same folder, and the test part if the file is a training part.
     */
    static ImageSource open(Path file) {
        Optional<Path> test = sibling(file, TRAIN, TEST);
        ImageDataset trainImages = read(file);
        Optional<ImageDataset> testImages = test.map(IdxSource::read);
        if (trainImages instanceof LabeledImageDataset first
                && testImages.orElse(null) instanceof LabeledImageDataset second) {
            int classes =
                    Math.max(first.classNames().size(), second.classNames().size());
            List<String> names = IdxFile.numbered(classes);
            return new ImageSource("IDX", first.withClassNames(names), Optional.of(second.withClassNames(names)));
        }
        return new ImageSource("IDX", trainImages, testImages);
    }

    private static ImageDataset read(Path images) {
        return sibling(images, "images", "labels")
                .<ImageDataset>map(labels -> LabeledImageDataset.idx(images, labels))
                .orElseGet(() -> ImageDataset.idx(images));
    }

    /** Finds the file whose name differs only in one word; for labels also in the number of dimensions. */
    private static Optional<Path> sibling(Path file, String word, String otherWord) {
        String name = file.getFileName().toString().replaceFirst("\\.gz$", "");
        if (!name.contains(word)) {
            return Optional.empty();
        }
        String other = name.replaceFirst(word, otherWord);
        String sibling = otherWord.equals("labels") ? other.replaceFirst("idx[34]", "idx1") : other;
        return existing(Stream.of(file.resolveSibling(sibling)));
    }

    private static Optional<Path> existing(Stream<Path> files) {
        return files.flatMap(file -> Stream.of(file, file.resolveSibling(file.getFileName() + ".gz")))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}

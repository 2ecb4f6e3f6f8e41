package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.data.PartNotes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images at a path of any supported format, for programs whose user gives them a path:
 *
 * <ul>
 *   <li>a packed file, as {@link ImagePack} writes it;
 *   <li>an IDX file of images, plain or gzip; labels in the same folder are found by the usual naming ({@code
 *       train-images-idx3-ubyte.gz}, {@code train-labels-idx1-ubyte.gz}), and for a training file also the test files
 *       ({@code t10k-...});
 *   <li>a folder that holds such files: the four of MNIST and Fashion-MNIST;
 *   <li>a manifest, a file named {@code .csv} that lists image files, their labels and optionally their parts: see
 *       {@link LabeledImageDataset#manifest};
 *   <li>a file of CIFAR-10 or CIFAR-100 in its binary version, or a folder that holds its files;
 *   <li>a folder of PNG, JPEG, BMP, GIF, TIFF and WebP files; sub-folders are classes if all images lie in them, and
 *       sub-folders {@code train} and {@code test} (or {@code val}) are the two parts.
 * </ul>
 *
 * @param format "packed", "IDX", "manifest", "CIFAR-10", "CIFAR-100" or "image folder"
 * @param train the images to learn from; a {@link LabeledImageDataset} if they have labels
 * @param test images reserved for testing, if there are any
 */
public record ImageSource(String format, ImageDataset train, Optional<ImageDataset> test) {

    public ImageSource {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(train, "train");
        Objects.requireNonNull(test, "test");
    }

    /** Opens a path; a folder of image files is read with {@link ImageFolderOptions#defaults()}. */
    public static ImageSource open(Path path) {
        return open(path, ImageFolderOptions.defaults());
    }

    /**
     * Opens a path.
     *
     * @param path a file or folder
     * @param options how to read the image files of a folder or manifest; for the other formats only the resize applies
     * @throws IllegalArgumentException if there is nothing at the path, or nothing of a known format
     * @throws DatasetFormatException if a file is damaged
     */
    public static ImageSource open(Path path, ImageFolderOptions options) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there must be a file or folder at " + path + ", got nothing there");
        }
        return SourceDetection.open(path, options);
    }

    /**
     * What a person should know about the images: the notes of both parts, and what comparing the parts finds, such as
     * images that stand in both ({@link PartNotes#of}). Files of equal length are read for it.
     */
    public List<DataNote> notes() {
        Stream<DataNote> both =
                Stream.concat(train.notes().stream(), test.stream().flatMap(images -> images.notes().stream()));
        return Stream.concat(both, test.stream().flatMap(images -> PartNotes.of(train, images, "images").stream()))
                .distinct()
                .toList();
    }

    /** The training images with their labels, if they have labels. */
    public Optional<LabeledImageDataset> labeledTrain() {
        return train instanceof LabeledImageDataset labeled ? Optional.of(labeled) : Optional.empty();
    }

    /** The test images with their labels, if there are any and they have labels. */
    public Optional<LabeledImageDataset> labeledTest() {
        return test.filter(LabeledImageDataset.class::isInstance).map(LabeledImageDataset.class::cast);
    }
}

package io.ssl4j.examples.programs;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.file.ImageFile;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.eval.knn.NearestNeighbors;
import io.ssl4j.eval.knn.Neighbors;
import io.ssl4j.eval.knn.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Finds the images of a folder that look most like a given one.
 *
 * <pre>
 * command   java -cp examples/target/ssl4j.jar io.ssl4j.examples.programs.FindNearestImages \
 *           encoder.zip garments garments/ankle-boot/00000.png
 * data      an encoder from {@link PretrainOnFolder}, a folder of images, and an image of any size
 * cost      10,000 images: at most 15 seconds on two cores, 0.7 GB of memory
 * expect    five names with cosine similarities, best first: the query itself, and four more ankle boots
 * </pre>
 */
public final class FindNearestImages {

    /** Lines of similarity and name. A service embeds the folder once and keeps the search. */
    static List<String> nearest(Encoder<Image> encoder, Path folder, Path query, int k) {
        ImageFolderOptions options = ImageFolderOptions.of(ImageInput.of(encoder));
        ImageDataset images = ImageDataset.fromFolder(folder, options);
        ImageDataset one = ImageDataset.of(List.of(ImageFile.read(query, options)));
        NearestNeighbors search = NearestNeighbors.of(encoder.embed(images), Similarity.COSINE);
        Neighbors found = search.find(encoder.embed(one), k);
        return IntStream.range(0, k)
                .mapToObj(i -> String.format(
                        Locale.ROOT, "%.3f  %s", found.similarities()[0][i], images.name(found.indices()[0][i])))
                .toList();
    }

    public static void main(String[] args) throws IOException {
        Arguments.require(args, "FindNearestImages", "ENCODER.zip", "FOLDER", "IMAGE");
        nearest(Encoder.load(Path.of(args[0]), Image.class), Path.of(args[1]), Path.of(args[2]), 5)
                .forEach(System.out::println);
    }
}

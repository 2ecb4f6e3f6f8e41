package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.vision.image.ImageShape;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The result of checking whether the images of a store have one shape.
 *
 * @param first the shape of image 0; null for an empty store
 * @param differing the first image with another shape, or -1
 * @param other its shape, or null
 */
record ShapeCensus(ImageShape first, int differing, ImageShape other) {

    static ShapeCensus of(ImageStore store) {
        if (store.size() == 0) {
            return new ShapeCensus(null, -1, null);
        }
        Optional<ImageShape> uniform = store.uniformShape();
        ImageShape first = uniform.orElseGet(() -> store.shape(0));
        if (uniform.isPresent()) {
            return new ShapeCensus(first, -1, null);
        }
        OptionalInt differing = IntStream.range(1, store.size())
                .parallel()
                .filter(i -> !store.shape(i).equals(first))
                .findFirst();
        return differing.isEmpty()
                ? new ShapeCensus(first, -1, null)
                : new ShapeCensus(first, differing.getAsInt(), store.shape(differing.getAsInt()));
    }

    Optional<ImageShape> common() {
        return differing < 0 ? Optional.ofNullable(first) : Optional.empty();
    }

    ImageShape require(IntFunction<String> names) {
        if (first == null) {
            throw new IllegalStateException("a data set without images has no shape");
        }
        if (differing >= 0) {
            throw new IllegalStateException("all images must have one shape, but image 0 (" + names.apply(0) + ") is "
                    + first + " and image " + differing + " (" + names.apply(differing) + ") is " + other + "; "
                    + remedy());
        }
        return first;
    }

    private String remedy() {
        return first.channels() != other.channels()
                ? "open the folder with one colour mode (ImageFolderOptions.withColor) or convert the images"
                : "ask for a resize (ImageFolderOptions.withResize or ImageDataset.resized)";
    }
}

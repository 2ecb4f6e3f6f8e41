package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.List;
import java.util.Optional;

/** Where the images of an {@link ImageDataset} are kept. Safe for reading from several threads at once. */
interface ImageStore {

    int size();

    Image get(int index);

    String name(int index);

    /** The shape of one image, without decoding it where that can be helped. */
    default ImageShape shape(int index) {
        return ImageShape.of(get(index));
    }

    /** The shape that every image has by construction; empty where only looking at all of them can tell. */
    default Optional<ImageShape> uniformShape() {
        return Optional.empty();
    }

    /** Files that were left out as unreadable. */
    default List<SkippedImage> skipped() {
        return List.of();
    }
}

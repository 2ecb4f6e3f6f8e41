package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.SkippedFile;
import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The storage behind an {@link ImageDataset}. Safe for reading from several threads at once. */
interface ImageStore {

    int size();

    Image get(int index);

    String name(int index);

    /** Returns the shape of one image, without decoding it if possible. */
    default ImageShape shape(int index) {
        return ImageShape.of(get(index));
    }

    /** The shape that every image has by construction; empty if it can only be found by looking at all images. */
    default Optional<ImageShape> uniformShape() {
        return Optional.empty();
    }

    /** The bytes of Java's heap that the images hold; 0 if they are read when they are asked for. */
    default long bytesInMemory() {
        return 0;
    }

    /** The channels that every image has by construction; empty if they can only be found by looking. */
    default OptionalInt uniformChannels() {
        return uniformShape().map(shape -> OptionalInt.of(shape.channels())).orElse(OptionalInt.empty());
    }

    /** Whether the shape of each image is known without reading it. */
    default boolean knowsShapes() {
        return uniformShape().isPresent();
    }

    /** The files that were left out as unreadable. */
    default List<SkippedFile> skipped() {
        return List.of();
    }

    /** The stored content; empty if it is not known without making every image. */
    default Optional<StoredContent> content() {
        return Optional.empty();
    }

    /** What a person should know about the images. */
    default List<DataNote> notes() {
        return List.of();
    }
}

package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.ContentHash;
import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The stored content of images: the bytes of files, or the samples of what is held decoded. */
final class ImageContent {

    private ImageContent() {}

    /** Of files; one that cannot be read equals no other. */
    static StoredContent of(List<Path> files) {
        return new StoredContent() {
            @Override
            public long length(int index) {
                try {
                    return Files.size(files.get(index));
                } catch (IOException e) {
                    return -1;
                }
            }

            @Override
            public String hash(int index) {
                try {
                    return new ContentHash()
                            .add(Files.readAllBytes(files.get(index)))
                            .text();
                } catch (IOException e) {
                    return unlikeOthers(files, index);
                }
            }
        };
    }

    /** Of the contents of files in memory. */
    static StoredContent of(byte[]... contents) {
        return new StoredContent() {
            @Override
            public long length(int index) {
                return contents[index].length;
            }

            @Override
            public String hash(int index) {
                return new ContentHash().add(contents[index]).text();
            }
        };
    }

    /** Of decoded images, whose shapes are known; one that is damaged equals no other. */
    static StoredContent decoded(ImageStore store) {
        return new StoredContent() {
            @Override
            public long length(int index) {
                ImageShape shape = store.shape(index);
                return (long) shape.height() * shape.width() * shape.channels();
            }

            @Override
            public String hash(int index) {
                try {
                    return ContentHash.of(store.get(index)).orElseThrow();
                } catch (DatasetFormatException | UncheckedIOException e) {
                    return unlikeOthers(store, index);
                }
            }
        };
    }

    private static String unlikeOthers(Object samples, int index) {
        return "damaged: " + System.identityHashCode(samples) + " " + index;
    }
}

package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.vision.file.ImageFile;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The contents of image files in memory, decoded on access. */
final class EncodedImageStore implements ImageStore {

    private final byte[][] contents;
    private final List<String> names;
    private final ImageFolderOptions options;

    EncodedImageStore(List<byte[]> contents, List<String> names, ImageFolderOptions options) {
        if (contents.size() != names.size()) {
            throw new IllegalArgumentException(
                    "every content needs a name, got " + contents.size() + " contents and " + names.size() + " names");
        }
        this.contents = contents.toArray(byte[][]::new);
        this.names = List.copyOf(names);
        this.options = options;
    }

    @Override
    public int size() {
        return contents.length;
    }

    @Override
    public long bytesInMemory() {
        return Arrays.stream(contents).mapToLong(content -> content.length).sum();
    }

    @Override
    public Image get(int index) {
        return ImageFile.read(contents[index], names.get(index), options);
    }

    @Override
    public String name(int index) {
        return names.get(index);
    }

    @Override
    public Optional<StoredContent> content() {
        return Optional.of(ImageContent.of(contents));
    }

    @Override
    public OptionalInt uniformChannels() {
        int channels = options.color().channels();
        return channels == 0 ? OptionalInt.empty() : OptionalInt.of(channels);
    }

    @Override
    public Optional<ImageShape> uniformShape() {
        return options.uniformShape();
    }
}

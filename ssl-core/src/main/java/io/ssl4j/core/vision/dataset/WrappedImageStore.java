package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.ListDataset;
import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.vision.image.Image;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The images of a user's data set. */
record WrappedImageStore(Dataset<Image> images) implements ImageStore {

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public long bytesInMemory() {
        return images instanceof ListDataset<Image> list
                ? IntStream.range(0, list.size())
                        .mapToLong(i -> bytes(list.get(i)))
                        .sum()
                : images.bytesInMemory();
    }

    @Override
    public Image get(int index) {
        return images.get(index);
    }

    @Override
    public String name(int index) {
        return images.name(index);
    }

    private static long bytes(Image image) {
        return (long) image.height() * image.width() * image.channels();
    }

    @Override
    public boolean knowsShapes() {
        return images instanceof ListDataset<Image>;
    }

    @Override
    public Optional<StoredContent> content() {
        return images instanceof ListDataset<Image> ? Optional.of(ImageContent.decoded(this)) : images.content();
    }

    @Override
    public List<DataNote> notes() {
        return images.notes();
    }
}

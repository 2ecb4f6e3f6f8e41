package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.SkippedFile;
import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import io.ssl4j.core.vision.image.ValueRange;
import java.util.List;
import java.util.Optional;

/** The images of a store with a range of values. */
record RangedImageStore(ImageStore source, ValueRange range) implements ImageStore {

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Image get(int index) {
        return source.get(index).withRange(range);
    }

    @Override
    public String name(int index) {
        return source.name(index);
    }

    @Override
    public ImageShape shape(int index) {
        return source.shape(index);
    }

    @Override
    public Optional<ImageShape> uniformShape() {
        return source.uniformShape();
    }

    @Override
    public long bytesInMemory() {
        return source.bytesInMemory();
    }

    @Override
    public List<SkippedFile> skipped() {
        return source.skipped();
    }

    @Override
    public Optional<StoredContent> content() {
        return source.content();
    }

    @Override
    public List<DataNote> notes() {
        return source.notes();
    }
}

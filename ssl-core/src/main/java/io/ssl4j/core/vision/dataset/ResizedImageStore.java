package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.SkippedFile;
import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The images of a store at one size. */
record ResizedImageStore(ImageStore source, ImageResize resize) implements ImageStore {

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public long bytesInMemory() {
        return source.bytesInMemory();
    }

    @Override
    public Image get(int index) {
        return resize.apply(source.get(index));
    }

    @Override
    public String name(int index) {
        return source.name(index);
    }

    @Override
    public ImageShape shape(int index) {
        return resized(source.shape(index));
    }

    @Override
    public OptionalInt uniformChannels() {
        return source.uniformChannels();
    }

    @Override
    public boolean knowsShapes() {
        return source.knowsShapes();
    }

    @Override
    public Optional<ImageShape> uniformShape() {
        return source.uniformShape().map(this::resized);
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

    private ImageShape resized(ImageShape shape) {
        return new ImageShape(resize.height(), resize.width(), shape.channels());
    }
}

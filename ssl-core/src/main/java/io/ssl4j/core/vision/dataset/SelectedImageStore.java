package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.SkippedFile;
import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Some images of a store, in any order. */
final class SelectedImageStore implements ImageStore {

    private final ImageStore source;
    private final int[] indices;

    SelectedImageStore(ImageStore source, int[] indices) {
        this.source = source;
        this.indices = indices;
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public long bytesInMemory() {
        return source.bytesInMemory();
    }

    @Override
    public Image get(int index) {
        return source.get(indices[index]);
    }

    @Override
    public String name(int index) {
        return source.name(indices[index]);
    }

    @Override
    public ImageShape shape(int index) {
        return source.shape(indices[index]);
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
        return source.uniformShape();
    }

    @Override
    public List<SkippedFile> skipped() {
        return source.skipped();
    }

    @Override
    public Optional<StoredContent> content() {
        return source.content().map(content -> content.select(indices));
    }

    @Override
    public List<DataNote> notes() {
        return source.notes();
    }
}

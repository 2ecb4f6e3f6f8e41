package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.List;
import java.util.Optional;

/** Images of one shape in memory, each in its own array of 8-bit interleaved samples. */
final class ArrayImageStore implements ImageStore {

    private final ImageShape shape;
    private final byte[][] samples;

    ArrayImageStore(ImageShape shape, List<byte[]> samples) {
        this.shape = shape;
        this.samples = samples.toArray(new byte[0][]);
    }

    @Override
    public int size() {
        return samples.length;
    }

    @Override
    public long bytesInMemory() {
        return (long) samples.length * shape.height() * shape.width() * shape.channels();
    }

    @Override
    public Image get(int index) {
        return Image.ofBytes(shape.height(), shape.width(), shape.channels(), samples[index]);
    }

    @Override
    public String name(int index) {
        return Integer.toString(index);
    }

    @Override
    public Optional<StoredContent> content() {
        return Optional.of(ImageContent.decoded(this));
    }

    @Override
    public ImageShape shape(int index) {
        return shape;
    }

    @Override
    public Optional<ImageShape> uniformShape() {
        return Optional.of(shape);
    }
}

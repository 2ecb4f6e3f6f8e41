package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.vision.dataset.PackFormat.Entry;
import io.ssl4j.core.vision.dataset.PackFormat.Header;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Writes decoded images into one file, from which they can be read without decoding and without holding them in memory:
 *
 * <pre>{@code
 * ImagePack.write(Path.of("photos.pack"), ImageDataset.fromFolder(Path.of("photos"), options));
 * ImageDataset photos = ImageDataset.packed(Path.of("photos.pack"));
 * }</pre>
 *
 * Names, labels and class names are kept. The file is as large as the uncompressed samples: 3 KB for an image of 32 x
 * 32 x 3 and 150 KB for one of 224 x 224 x 3 with 8 bits; all types of samples keep their values. Its length is not
 * limited.
 */
public final class ImagePack {

    private static final int BUFFER = 1 << 20;
    private static final int MOST_CHANNELS = 0xFFFF;

    /** The number of images that are decoded concurrently. */
    private static final int BLOCK = 64;

    private ImagePack() {}

    /**
     * Writes a data set, decoding on all cores. An existing file at the path is replaced only once everything is
     * written.
     *
     * @return the number of bytes written
     * @throws UncheckedIOException if the disk fails or is full; an existing file at the path is kept
     * @throws IllegalArgumentException if an image has more than 65535 channels, or there are more images than 67
     *     million
     */
    public static long write(Path file, ImageDataset images) {
        return write(file, images, written -> {});
    }

    /** @param progress called with the number of images written, periodically and at the end */
    public static long write(Path file, ImageDataset images, IntConsumer progress) {
        if (images.size() > Entry.MOST) {
            throw new IllegalArgumentException(
                    "a packed file holds at most " + Entry.MOST + " images, got " + images.size() + "; write several");
        }
        long[] length = new long[1];
        try {
            AtomicFile.writeFile(file, temporary -> length[0] = writeTo(temporary, images, progress));
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file + ": " + e, e);
        }
        return length[0];
    }

    private static long writeTo(Path file, ImageDataset images, IntConsumer progress) throws IOException {
        boolean labeled = images instanceof LabeledImageDataset;
        int[] labels = labeled ? ((LabeledImageDataset) images).labels() : new int[images.size()];
        List<String> names = labeled ? ((LabeledImageDataset) images).classNames() : List.of();
        ByteBuffer index = ByteBuffer.allocate(Math.multiplyExact(images.size(), Entry.LENGTH));
        byte[] classes = PackFormat.writeClasses(names);
        long offset = Header.LENGTH;
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(file.toFile()), BUFFER)) {
            out.write(new byte[Header.LENGTH]); // the header is written last, so that a truncated file has none
            for (int from = 0; from < images.size(); from += BLOCK) {
                int first = from;
                List<Image> block = IntStream.range(from, Math.min(images.size(), from + BLOCK))
                        .parallel()
                        .mapToObj(images::get)
                        .toList();
                for (int i = 0; i < block.size(); i++) {
                    int number = first + i;
                    Image image = block.get(i);
                    byte[] name = images.name(number).getBytes(StandardCharsets.UTF_8);
                    byte[] record = record(name, image, number);
                    out.write(record);
                    int checksum = PackFormat.checksum(record, 0, record.length);
                    new Entry(offset, ImageShape.of(image), image.sampleType(), name.length, labels[number], checksum)
                            .write(index);
                    offset += record.length;
                }
                progress.accept(first + block.size());
            }
            out.write(index.array());
            out.write(classes);
        }
        Header header = new Header(
                images.size(),
                labeled,
                offset,
                PackFormat.checksum(index.array(), 0, index.capacity()),
                classes.length,
                PackFormat.checksum(classes, 0, classes.length));
        try (RandomAccessFile start = new RandomAccessFile(file.toFile(), "rw")) {
            start.write(header.write());
        }
        return offset + index.capacity() + classes.length;
    }

    private static byte[] record(byte[] name, Image image, int number) {
        if (image.channels() > MOST_CHANNELS) {
            throw new IllegalArgumentException("a packed image has at most " + MOST_CHANNELS + " channels, got image "
                    + number + " of " + image.shape());
        }
        if (image.range().isPresent()) {
            throw new IllegalArgumentException("a packed file keeps values as they are, got images with the range "
                    + image.range().get() + "; leave it out here, and give it where the packed file is opened");
        }
        long samples = Entry.samplesLength(ImageShape.of(image), image.sampleType());
        ByteBuffer record =
                ByteBuffer.allocate(Math.toIntExact(name.length + samples)).put(name);
        switch (image.sampleType()) {
            case UINT8 -> record.put(image.bytes());
            case UINT16, INT16 -> record.asShortBuffer().put(image.shorts());
            case INT32, UINT32 -> record.asIntBuffer().put(image.ints());
            case FLOAT32 -> record.asFloatBuffer().put(image.floats());
        }
        return record.array();
    }
}

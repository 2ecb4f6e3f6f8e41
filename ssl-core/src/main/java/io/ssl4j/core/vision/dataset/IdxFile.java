package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.vision.file.ImageFormat;
import io.ssl4j.core.vision.image.ImageShape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The IDX format of MNIST (LeCun, Cortes and Burges): two zero bytes, a type byte, the number of dimensions, each
 * extent as a big-endian 32-bit integer, then the elements. Only unsigned bytes (type 0x08) are read here.
 */
final class IdxFile {

    private static final int UNSIGNED_BYTE = 0x08;

    private IdxFile() {}

    /** Returns whether a file begins like an IDX file of unsigned bytes. */
    static boolean hasMagic(byte[] start) {
        return start.length >= 4 && start[0] == 0 && start[1] == 0 && start[2] == UNSIGNED_BYTE;
    }

    static ImageStore readImages(Path path) {
        try (RecordInput in = RecordInput.open(path)) {
            int[] extents = readHeader(in);
            if (extents.length != 3 && extents.length != 4) {
                throw new DatasetFormatException(
                        path,
                        3,
                        "an IDX file of images has 3 dimensions (images, height, width)"
                                + " or 4 (and channels), got " + extents.length
                                + (extents.length == 1 ? "; this is a file of labels" : ""));
            }
            ImageShape shape = shape(path, extents);
            if (extents[0] == 0) {
                throw new DatasetFormatException(path, 4, "a file of images must hold at least one, the header says 0");
            }
            int length = Math.toIntExact((long) shape.height() * shape.width() * shape.channels());
            List<byte[]> samples = new ArrayList<>();
            for (int i = 0; i < extents[0]; i++) {
                samples.add(in.read(length, "image " + i + " of " + extents[0]));
            }
            in.requireEnd("its " + extents[0] + " images of " + shape);
            return new ArrayImageStore(shape, samples);
        }
    }

    static int[] readLabels(Path path) {
        try (RecordInput in = RecordInput.open(path)) {
            int[] extents = readHeader(in);
            if (extents.length != 1) {
                throw new DatasetFormatException(
                        path,
                        3,
                        "an IDX file of labels has 1 dimension, got " + extents.length
                                + (extents.length >= 3 ? "; this is a file of images" : ""));
            }
            byte[] labels = in.read(extents[0], "the block of labels");
            in.requireEnd("its " + extents[0] + " labels");
            return IntStream.range(0, labels.length).map(i -> labels[i] & 0xFF).toArray();
        }
    }

    static LabeledImageDataset readLabeled(Path imagePath, Path labelPath) {
        ImageStore images = readImages(imagePath);
        int[] labels = readLabels(labelPath);
        if (labels.length != images.size()) {
            throw new DatasetFormatException(
                    labelPath,
                    4,
                    "there must be one label for each of the " + images.size() + " images in " + imagePath + ", got "
                            + labels.length + " labels");
        }
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        return new LabeledImageDataset(images, labels, numbered(classes));
    }

    static List<String> numbered(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    private static ImageShape shape(Path path, int[] extents) {
        int channels = extents.length == 4 ? extents[3] : 1;
        if (extents[1] < 1 || extents[2] < 1 || channels < 1) {
            throw new DatasetFormatException(
                    path, 8, "images need extents of at least 1, the header says " + Arrays.toString(extents));
        }
        return new ImageShape(extents[1], extents[2], channels);
    }

    /** Reads the extents and checks that the file can hold this many bytes. */
    private static int[] readHeader(RecordInput in) {
        byte[] magic = in.read(4, "the IDX header");
        if (magic[0] != 0 || magic[1] != 0) {
            throw new DatasetFormatException(
                    in.path(), 0, "an IDX file begins with two zero bytes, got " + ImageFormat.hex(magic, 4));
        }
        if (magic[2] != UNSIGNED_BYTE) {
            throw new DatasetFormatException(
                    in.path(),
                    2,
                    "only IDX files of unsigned bytes (type 0x08) are read, got "
                            + String.format(Locale.ROOT, "type 0x%02X", magic[2] & 0xFF));
        }
        int dimensions = magic[3] & 0xFF;
        if (dimensions < 1 || dimensions > 4) {
            throw new DatasetFormatException(in.path(), 3, "an IDX file has 1 to 4 dimensions here, got " + dimensions);
        }
        ByteBuffer header = ByteBuffer.wrap(in.read(4 * dimensions, "the list of extents"));
        int[] extents = new int[dimensions];
        long product = 1;
        boolean tooLong = false;
        long available = in.maxLength() - in.position();
        for (int d = 0; d < dimensions; d++) {
            extents[d] = header.getInt();
            if (extents[d] < 0) {
                throw new DatasetFormatException(
                        in.path(),
                        4 + 4L * d,
                        "extent " + d + " is " + Integer.toUnsignedString(extents[d]) + "; at most 2147483647 is read");
            }
            tooLong |= extents[d] > 0 && product > available / extents[d];
            product = tooLong ? product : product * extents[d];
        }
        requireLength(in, extents, tooLong ? Long.MAX_VALUE : product, available);
        return extents;
    }

    private static void requireLength(RecordInput in, int[] extents, long product, long available) {
        long perItem = extents.length == 1 ? 1 : product / Math.max(1, extents[0]);
        if (product > available || perItem > Integer.MAX_VALUE - 8) {
            throw new DatasetFormatException(
                    in.path(),
                    in.position() + (in.lengthIsExact() ? available : 0),
                    "the header says " + Arrays.toString(extents) + " bytes, but "
                            + (in.lengthIsExact() ? "only " : "the gzip file cannot hold more than ") + available
                            + " follow it; the file is cut short or its header is damaged");
        }
        if (in.lengthIsExact() && product < available) {
            throw new DatasetFormatException(
                    in.path(),
                    in.position() + product,
                    "the file must end after the "
                            + product + " bytes that its header says (" + Arrays.toString(extents) + "), but "
                            + (available - product) + " more follow");
        }
    }
}

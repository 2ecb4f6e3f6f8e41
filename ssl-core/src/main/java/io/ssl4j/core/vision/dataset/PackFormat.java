package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.vision.file.ImageFormat;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The format of a packed file of images, big-endian throughout:
 *
 * <ol>
 *   <li>a header of {@link Header#LENGTH} bytes;
 *   <li>the records, each the image's name in UTF-8 and then its samples, interleaved, as bytes, 16-bit numbers or
 *   floats;
 *   <li>the index, an entry of {@link Entry#LENGTH} bytes for each record;
 *   <li>the class names, each its length in bytes as an int and then UTF-8.
 * </ol>
 *
 * Header, every record, index and class names carry a CRC-32C. Each entry has the type of its image's samples: 0 bytes,
 * 1 floats, 2 unsigned 16-bit numbers, 3 signed 16-bit, 4 signed 32-bit, 5 unsigned 32-bit numbers (files of older
 * versions have only the first).
 */
public final class PackFormat {

    /** The first bytes of a packed file. */
    static final byte[] MAGIC = "ssl4jpk1".getBytes(StandardCharsets.US_ASCII);

    /** Sample types by their number in a file; new ones must be appended. */
    private static final List<Image.SampleType> TYPES = List.of(
            Image.SampleType.UINT8,
            Image.SampleType.FLOAT32,
            Image.SampleType.UINT16,
            Image.SampleType.INT16,
            Image.SampleType.INT32,
            Image.SampleType.UINT32);

    private PackFormat() {}

    static boolean hasMagic(byte[] start) {
        return java.util.Arrays.equals(MAGIC, start);
    }

    /** Computes the CRC-32C of some bytes. */
    public static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /**
     * @param count the number of images, at least 1
     * @param labeled whether every image has a label
     * @param index the offset of the index, where the records end
     * @param indexChecksum the checksum of the whole index
     * @param classesLength the length in bytes of the class names, which end the file
     * @param classesChecksum the checksum of the class names
     */
    record Header(long count, boolean labeled, long index, int indexChecksum, int classesLength, int classesChecksum) {

        static final int LENGTH = 64;
        private static final int CHECKED = LENGTH - Integer.BYTES;

        byte[] write() {
            ByteBuffer buffer = ByteBuffer.allocate(LENGTH)
                    .put(MAGIC)
                    .putLong(count)
                    .putInt(labeled ? 1 : 0)
                    .putLong(index)
                    .putInt(indexChecksum)
                    .putInt(classesLength)
                    .putInt(classesChecksum);
            return buffer.putInt(CHECKED, checksum(buffer.array(), 0, CHECKED)).array();
        }

        /** @param fileLength the length that everything is checked against before anything is allocated */
        static Header read(Path path, byte[] bytes, long fileLength) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (!hasMagic(java.util.Arrays.copyOf(bytes, MAGIC.length))) {
                throw new DatasetFormatException(
                        path, 0, "a packed file begins with 'ssl4jpk1', got " + ImageFormat.hex(bytes, MAGIC.length));
            }
            if (buffer.getInt(CHECKED) != checksum(bytes, 0, CHECKED)) {
                throw new DatasetFormatException(
                        path,
                        0,
                        "the header's checksum does not fit its content; the file is damaged, or writing it was broken"
                                + " off: pack the images again");
            }
            buffer.position(MAGIC.length);
            Header header = new Header(
                    buffer.getLong(),
                    buffer.getInt() != 0,
                    buffer.getLong(),
                    buffer.getInt(),
                    buffer.getInt(),
                    buffer.getInt());
            header.requireFits(path, fileLength);
            return header;
        }

        private void requireFits(Path path, long fileLength) {
            long end = count < 1 || count > Entry.MOST || index < LENGTH || classesLength < 0
                    ? -1
                    : index + count * Entry.LENGTH + classesLength;
            if (end != fileLength) {
                throw new DatasetFormatException(
                        path,
                        fileLength,
                        "the header says that the file of " + count + " images ends at byte " + end
                                + ", but it ends at " + fileLength
                                + "; it was cut short or something was added: pack the images again");
            }
        }
    }

    /**
     * @param offset the offset of the record
     * @param shape the shape of the image
     * @param type the type of the samples
     * @param nameLength the length of the name in bytes
     * @param label the class, 0 without labels
     * @param checksum the checksum of the whole record
     */
    record Entry(long offset, ImageShape shape, Image.SampleType type, int nameLength, int label, int checksum) {

        static final int LENGTH = 32;

        /** The largest number of entries for which the index fits into one array. */
        static final long MOST = Integer.MAX_VALUE / LENGTH;

        /** The number of bytes of the samples. */
        static long samplesLength(ImageShape shape, Image.SampleType type) {
            long samples = Math.multiplyExact((long) shape.height() * shape.width(), (long) shape.channels());
            return Math.multiplyExact(samples, (long) type.bytes());
        }

        long recordLength() {
            return nameLength + samplesLength(shape, type);
        }

        /** @param samples the samples of the record, up to the end of the buffer */
        Image image(ByteBuffer samples) {
            int height = shape.height();
            int width = shape.width();
            int channels = shape.channels();
            int count = samples.remaining() / type.bytes();
            switch (type) {
                case UINT8 -> {
                    byte[] bytes = new byte[count];
                    samples.get(bytes);
                    return Image.ofBytes(height, width, channels, bytes);
                }
                case UINT16, INT16 -> {
                    short[] shorts = new short[count];
                    samples.asShortBuffer().get(shorts);
                    return type == Image.SampleType.UINT16
                            ? Image.ofShorts(height, width, channels, shorts)
                            : Image.ofSignedShorts(height, width, channels, shorts);
                }
                case INT32, UINT32 -> {
                    int[] ints = new int[count];
                    samples.asIntBuffer().get(ints);
                    return type == Image.SampleType.INT32
                            ? Image.ofInts(height, width, channels, ints)
                            : Image.ofUnsignedInts(height, width, channels, ints);
                }
                default -> {
                    float[] floats = new float[count];
                    samples.asFloatBuffer().get(floats);
                    return Image.ofFloats(height, width, channels, floats);
                }
            }
        }

        void write(ByteBuffer index) {
            index.putLong(offset)
                    .putInt(shape.height())
                    .putInt(shape.width())
                    .putShort((short) shape.channels())
                    .put((byte) TYPES.indexOf(type))
                    .put((byte) 0)
                    .putInt(nameLength)
                    .putInt(label)
                    .putInt(checksum);
        }

        /** @throws IllegalArgumentException if the bytes are not an entry */
        static Entry read(ByteBuffer index, int position) {
            int height = index.getInt(position + 8);
            int width = index.getInt(position + 12);
            int channels = Short.toUnsignedInt(index.getShort(position + 16));
            int type = index.get(position + 18);
            int nameLength = index.getInt(position + 20);
            if (type < 0 || type >= TYPES.size() || nameLength < 0) {
                throw new IllegalArgumentException("its sample type must be in 0.." + (TYPES.size() - 1) + ", got "
                        + type + "; its name has " + nameLength + " bytes");
            }
            return new Entry(
                    index.getLong(position),
                    new ImageShape(height, width, channels),
                    TYPES.get(type),
                    nameLength,
                    index.getInt(position + 24),
                    index.getInt(position + 28));
        }
    }

    static byte[] writeClasses(List<String> names) {
        List<byte[]> texts = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        ByteBuffer buffer = ByteBuffer.allocate(
                texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum());
        texts.forEach(text -> buffer.putInt(text.length).put(text));
        return buffer.array();
    }

    static List<String> readClasses(Path path, long offset, byte[] bytes) {
        List<String> names = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int length = buffer.remaining() < Integer.BYTES ? -1 : buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                throw new DatasetFormatException(
                        path, offset + buffer.position(), "a class name does not fit into the block of class names");
            }
            names.add(new String(bytes, buffer.position(), length, StandardCharsets.UTF_8));
            buffer.position(buffer.position() + length);
        }
        return names;
    }
}

package io.ssl4j.core.vision.tiff;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.Image.SampleType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decodes the first picture of a TIFF file whose samples are numbers: signed integers of 8 to 32 bits, unsigned ones of
 * 32 bits, floats of 16 to 64 bits, and unsigned ones of 8 and 16 bits in more than four bands. Samples of a file keep
 * their values: signed 8 bits become signed 16 bits, floats of 16 and 64 bits become floats of 32. Strips or tiles,
 * interleaved or in planes, of either byte order; without compression or with LZW, Deflate or PackBits.
 */
public final class TiffNumbers {

    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;
    private static final int FLOAT = 3;
    private static final int RGB = 2;
    private static final int LAST_OF_NUMBERS = 2;
    private static final int LINEAR_RAW = 34892;
    private static final int MOST_COLOURS = 4;

    private final byte[] file;
    private final TiffDirectory directory;
    private final int height;
    private final int width;
    private final int channels;
    private final int bits;
    private final int format;

    private TiffNumbers(byte[] file, TiffDirectory directory) {
        this.file = file;
        this.directory = directory;
        this.height = count(TiffDirectory.HEIGHT);
        this.width = count(TiffDirectory.WIDTH);
        this.channels = (int) directory.first(TiffDirectory.SAMPLES_PER_PIXEL, 1);
        this.bits = (int) directory.first(TiffDirectory.BITS_PER_SAMPLE, 1);
        this.format = (int) directory.first(TiffDirectory.SAMPLE_FORMAT, UNSIGNED);
    }

    private int count(int tag) {
        return (int) Math.min(Integer.MAX_VALUE, directory.first(tag, 0));
    }

    /**
     * Returns a decoder, or empty if the file's samples are colours.
     *
     * @param file a file whose outline has been checked
     */
    public static Optional<TiffNumbers> of(byte[] file) {
        TiffNumbers numbers = new TiffNumbers(file, new TiffDirectory(file));
        return numbers.applies() ? Optional.of(numbers) : Optional.empty();
    }

    private boolean applies() {
        long photometric = directory.first(TiffDirectory.PHOTOMETRIC, 1);
        boolean plain = photometric <= LAST_OF_NUMBERS || photometric == LINEAR_RAW;
        boolean numbers = format == SIGNED || format == FLOAT || bits == 32;
        return plain && (numbers || channels > MOST_COLOURS && (bits == 8 || bits == 16));
    }

    /** The number of rows. */
    public int height() {
        return height;
    }

    /** The number of columns. */
    public int width() {
        return width;
    }

    /** Returns whether the picture has a channel of transparency. */
    public boolean hasAlpha() {
        long extra = directory.first(TiffDirectory.EXTRA_SAMPLES, 0);
        return channels > (directory.first(TiffDirectory.PHOTOMETRIC, 1) == RGB ? 3 : 1) && (extra == 1 || extra == 2);
    }

    /**
     * Decodes the picture, with all its bands.
     *
     * @throws TiffDamageException if its data are damaged or of a kind that is not read
     */
    public Image decode() {
        requireKnown();
        boolean tiled = directory.all(TiffDirectory.TILE_OFFSETS).length > 0;
        int length = Math.multiplyExact(Math.multiplyExact(height, width), channels);
        requireData(tiled, (long) length * bits / 8);
        TiffSamples samples = new TiffSamples(type(), bits, format == SIGNED, length);
        int blockWidth = tiled ? count(TiffDirectory.TILE_WIDTH) : width;
        int blockHeight = tiled
                ? count(TiffDirectory.TILE_LENGTH)
                : Math.min(height, (int)
                        Math.min(Integer.MAX_VALUE, directory.first(TiffDirectory.ROWS_PER_STRIP, height)));
        if (blockWidth < 1 || blockHeight < 1) {
            throw new TiffDamageException(
                    "strips and tiles must have at least 1 row and column, got " + blockHeight + " x " + blockWidth);
        }
        boolean planar = directory.first(TiffDirectory.PLANAR_CONFIGURATION, 1) == 2;
        int planes = planar ? channels : 1;
        int number = 0;
        for (int plane = 0; plane < planes; plane++) {
            for (int top = 0; top < height; top += blockHeight) {
                for (int left = 0; left < width; left += blockWidth) {
                    int rows = tiled ? blockHeight : Math.min(blockHeight, height - top);
                    block(number++, tiled, rows, blockWidth, top, left, planar ? plane : -1, samples);
                }
            }
        }
        return samples.image(height, width, channels);
    }

    private void requireKnown() {
        boolean known = format == FLOAT
                ? bits == 16 || bits == 32 || bits == 64
                : (format == SIGNED || format == UNSIGNED) && (bits == 8 || bits == 16 || bits == 32);
        if (!known
                || !directory.isUniform(TiffDirectory.BITS_PER_SAMPLE)
                || !directory.isUniform(TiffDirectory.SAMPLE_FORMAT)) {
            throw new TiffDamageException(
                    "samples are read as integers of 8, 16 or 32 bits or floats of 16, 32 or 64, all"
                            + " of one kind, got " + bits + " bits of sample format " + format);
        }
        long compression = directory.first(TiffDirectory.COMPRESSION, 1);
        long predictor = directory.first(TiffDirectory.PREDICTOR, 1);
        if (!TiffCompression.isKnown(compression) || !TiffPredictor.isKnown(predictor)) {
            throw new TiffDamageException("signed, 32-bit and float samples are read without compression or with LZW,"
                    + " Deflate or PackBits, got compression " + compression + " with predictor " + predictor
                    + "; convert the file");
        }
    }

    /** Before memory is reserved for what the header claims. */
    private void requireData(boolean tiled, long length) {
        long stored = 0;
        for (long part : directory.all(tiled ? TiffDirectory.TILE_BYTE_COUNTS : TiffDirectory.STRIP_BYTE_COUNTS)) {
            stored += part;
        }
        if (!TiffCompression.canExpand((int) directory.first(TiffDirectory.COMPRESSION, 1), stored, length)) {
            throw new TiffDamageException("the picture must have " + length + " bytes of samples, but " + stored
                    + " stored bytes cannot be so many; the file is damaged");
        }
    }

    private SampleType type() {
        if (format == FLOAT) {
            return SampleType.FLOAT32;
        }
        if (format == SIGNED) {
            return bits == 32 ? SampleType.INT32 : SampleType.INT16;
        }
        return bits == 8 ? SampleType.UINT8 : bits == 16 ? SampleType.UINT16 : SampleType.UINT32;
    }

    /** @param plane the only channel of the block, or -1 for all */
    private void block(
            int number, boolean tiled, int rows, int columns, int top, int left, int plane, TiffSamples samples) {
        int inBlock = plane < 0 ? channels : 1;
        int size = bits / 8;
        int length = Math.multiplyExact(Math.multiplyExact(rows, columns), inBlock * size);
        byte[] data = TiffCompression.expand(
                (int) directory.first(TiffDirectory.COMPRESSION, 1), stored(number, tiled), length);
        int predictor = (int) directory.first(TiffDirectory.PREDICTOR, 1);
        ByteOrder order = TiffPredictor.undo(predictor, data, columns * inBlock, inBlock, size, directory.order());
        ByteBuffer values = ByteBuffer.wrap(data).order(order);
        for (int y = 0; y < Math.min(rows, height - top); y++) {
            for (int i = 0; i < Math.min(columns, width - left) * inBlock; i++) {
                int pixel = (top + y) * width + left + i / inBlock;
                int channel = plane < 0 ? i % inBlock : plane;
                samples.put(pixel * channels + channel, values, (y * columns * inBlock + i) * size);
            }
        }
    }

    private byte[] stored(int number, boolean tiled) {
        long[] offsets = directory.all(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS);
        long[] lengths = directory.all(tiled ? TiffDirectory.TILE_BYTE_COUNTS : TiffDirectory.STRIP_BYTE_COUNTS);
        if (number >= offsets.length || number >= lengths.length) {
            throw new TiffDamageException("strip or tile " + number + " is missing: the file lists " + offsets.length
                    + " places and " + lengths.length + " lengths");
        }
        return Arrays.copyOfRange(file, (int) offsets[number], (int) (offsets[number] + lengths[number]));
    }
}

package io.ssl4j.core.vision.image;

import io.ssl4j.core.data.ContentHash;
import io.ssl4j.core.data.SampleContent;
import io.ssl4j.core.vision.file.BufferedImages;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * A picture of any size and channel count, whose samples keep the type and the values that they have in their file
 * until a view is made. A view has floats in 0..1: {@link ValueRange} says which values become 0 and 1. Samples are
 * interleaved, row by row: {@code index = (y * width + x) * channels + c}. Arrays are not copied: whoever makes an
 * image must not use the array afterwards.
 */
public final class Image implements SampleContent {

    /** The storage type of samples. */
    public enum SampleType {
        /** Unsigned bytes, 0..255. */
        UINT8(Byte.BYTES, 0, 255, "unsigned 8 bits"),
        /** Unsigned 16-bit numbers, 0..65535. */
        UINT16(Short.BYTES, 0, 65535, "unsigned 16 bits"),
        /** Floats, from 0 (black) to 1 (full) unless a range is given. */
        FLOAT32(Float.BYTES, -Float.MAX_VALUE, Float.MAX_VALUE, "floats"),
        /** Signed 16-bit numbers: elevations, Hounsfield units. */
        INT16(Short.BYTES, Short.MIN_VALUE, Short.MAX_VALUE, "signed 16 bits"),
        /** Signed 32-bit numbers. */
        INT32(Integer.BYTES, Integer.MIN_VALUE, Integer.MAX_VALUE, "signed 32 bits"),
        /** Unsigned 32-bit numbers: counts. */
        UINT32(Integer.BYTES, 0, 0xFFFFFFFFL, "unsigned 32 bits");

        private final int bytes;
        private final double lowest;
        private final double highest;
        private final String text;

        SampleType(int bytes, double lowest, double highest, String text) {
            this.bytes = bytes;
            this.lowest = lowest;
            this.highest = highest;
            this.text = text;
        }

        /** The number of bytes of one sample. */
        public int bytes() {
            return bytes;
        }

        /** The lowest value. */
        public double lowest() {
            return lowest;
        }

        /** The highest value. */
        public double highest() {
            return highest;
        }

        /** "unsigned 8 bits", for messages. */
        public String text() {
            return text;
        }
    }

    private final int height;
    private final int width;
    private final int channels;
    private final Samples samples;
    private final ValueRange range;

    /** The lowest and the highest value, once they have been asked for. */
    private volatile double[] extremes;

    private Image(int height, int width, int channels, Samples samples, ValueRange range) {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("an image needs height, width and channels of at least 1, got " + height
                    + " x " + width + " x " + channels);
        }
        if (samples.length() != Math.multiplyExact(Math.multiplyExact(height, width), channels)) {
            throw new IllegalArgumentException("an image of " + height + " x " + width + " x " + channels + " has "
                    + height * width * channels + " samples, got an array of " + samples.length());
        }
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.samples = samples;
        this.range = range;
    }

    private static Image of(int height, int width, int channels, SampleType type, Object samples) {
        Objects.requireNonNull(samples, "samples");
        return new Image(height, width, channels, new Samples(type, samples), null);
    }

    /** Makes an image of unsigned 8-bit samples. */
    public static Image ofBytes(int height, int width, int channels, byte[] samples) {
        return of(height, width, channels, SampleType.UINT8, samples);
    }

    /** Makes an image of unsigned 16-bit samples. */
    public static Image ofShorts(int height, int width, int channels, short[] samples) {
        return of(height, width, channels, SampleType.UINT16, samples);
    }

    /** Makes an image of signed 16-bit samples. */
    public static Image ofSignedShorts(int height, int width, int channels, short[] samples) {
        return of(height, width, channels, SampleType.INT16, samples);
    }

    /** Makes an image of signed 32-bit samples. */
    public static Image ofInts(int height, int width, int channels, int[] samples) {
        return of(height, width, channels, SampleType.INT32, samples);
    }

    /** Makes an image of unsigned 32-bit samples. */
    public static Image ofUnsignedInts(int height, int width, int channels, int[] samples) {
        return of(height, width, channels, SampleType.UINT32, samples);
    }

    /**
     * Makes an image of samples of a type with these values, rounded to nearest and kept within the type if it is an
     * integer.
     *
     * @throws IllegalArgumentException if a sample is NaN or infinite
     */
    public static Image ofValues(int height, int width, int channels, SampleType type, double[] values) {
        for (int i = 0; i < values.length; i++) {
            requireFinite(values[i], i);
        }
        return new Image(height, width, channels, Samples.of(type, values), null);
    }

    /**
     * Makes an image of float samples, from 0 (black) to 1 (full) unless it is given another range.
     *
     * @throws IllegalArgumentException if a sample is NaN or infinite
     */
    public static Image ofFloats(int height, int width, int channels, float[] samples) {
        Objects.requireNonNull(samples, "samples");
        for (int i = 0; i < samples.length; i++) {
            requireFinite(samples[i], i);
        }
        return of(height, width, channels, SampleType.FLOAT32, samples);
    }

    private static void requireFinite(double sample, int position) {
        if (!Double.isFinite(sample)) {
            throw new IllegalArgumentException("every sample of an image must be finite, got " + sample
                    + " at position " + position + "; clean the data before it becomes an image");
        }
    }

    /** Makes an image of a type from one plane of values per channel, rounded to nearest if the type is an integer. */
    static Image ofPlanes(int height, int width, SampleType type, float[][] planes) {
        Object samples = Planes.interleaved(planes, Math.multiplyExact(height, width), type);
        return of(height, width, planes.length, type, samples);
    }

    /** Makes an image of a picture's samples and channels. See {@link #of(BufferedImage, ColorMode)}. */
    public static Image of(BufferedImage picture) {
        return of(picture, ColorMode.AS_STORED);
    }

    /**
     * Makes an image of a picture's samples: 8-bit; 16-bit if a gray or sRGB picture has more than 8 bits; floats if it
     * has floats. The samples are copied.
     *
     * @param color the channels of the image; transparent parts are laid over white unless alpha is kept
     */
    public static Image of(BufferedImage picture, ColorMode color) {
        return BufferedImages.read(picture, color);
    }

    /**
     * Returns a picture with a copy of these samples: 1 channel as gray, 2 as gray and alpha, 3 as RGB, 4 as RGB and
     * alpha. Samples keep their type, so {@code Image.of(image.toBufferedImage())} has the same. Pictures of 8-bit
     * samples with 1, 3 or 4 channels are of standard types, which every program can write and draw.
     *
     * @throws IllegalArgumentException if the image has more than 4 channels
     */
    public BufferedImage toBufferedImage() {
        return BufferedImages.write(this);
    }

    /** A rule by which pixels change places. */
    @FunctionalInterface
    public interface PixelSource {
        /** Returns the number of the pixel, row by row, that goes to a place. */
        int at(int y, int x);
    }

    /** Returns an image of other rows and columns with the same pixels, taken from where the rule says. */
    public Image rearranged(int newHeight, int newWidth, PixelSource source) {
        Samples moved = samples.rearranged(newHeight, newWidth, channels, source);
        return new Image(newHeight, newWidth, channels, moved, range);
    }

    /**
     * Returns the same image with the values that become 0 and 1 in views. The samples stay as they are and are not
     * copied.
     */
    public Image withRange(ValueRange newRange) {
        return new Image(height, width, channels, samples, Objects.requireNonNull(newRange, "range"));
    }

    /** The range that was given to this image; empty if that of the sample type holds ({@link ValueRange#of}). */
    public Optional<ValueRange> range() {
        return Optional.ofNullable(range);
    }

    /** The lowest value of all samples. */
    public double lowest() {
        return extremes()[0];
    }

    /** The highest value of all samples. */
    public double highest() {
        return extremes()[1];
    }

    private double[] extremes() {
        double[] known = extremes;
        if (known == null) {
            known = samples.extremes();
            extremes = known;
        }
        return known;
    }

    /** The number of rows. */
    public int height() {
        return height;
    }

    /** The number of columns. */
    public int width() {
        return width;
    }

    /** The number of samples per pixel. */
    public int channels() {
        return channels;
    }

    /** The storage type of the samples. */
    public SampleType sampleType() {
        return samples.type();
    }

    private int index(int y, int x, int channel) {
        return (Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)) * channels
                + Objects.checkIndex(channel, channels);
    }

    /** Returns one sample's value as it is stored. For single accesses. */
    public double value(int y, int x, int channel) {
        return samples.value(index(y, x, channel));
    }

    /** Returns the value of the sample at an index. */
    double valueAt(int index) {
        return samples.value(index);
    }

    /** Returns one sample, in 0..1. For single accesses; loops over images should use {@link #copyTo}. */
    public float sample(int y, int x, int channel) {
        return samples.scaled(index(y, x, channel), range);
    }

    /**
     * Writes all samples as floats in 0..1, interleaved, starting at {@code offset}.
     *
     * @throws IllegalStateException if samples of this type need a range, and none was given
     */
    public void copyTo(float[] target, int offset) {
        copyTo(0, height * width * channels, target, offset);
    }

    /**
     * Writes {@code length} samples from index {@code start}, as floats in 0..1, into the target, starting at {@code
     * offset}.
     */
    public void copyTo(int start, int length, float[] target, int offset) {
        samples.copyScaled(start, 1, length, target, offset, range);
    }

    /**
     * Writes {@code length} samples from index {@code start} with their values as they are stored; those of 32-bit
     * integers are rounded to the 24 bits of a float.
     */
    public void copyValuesTo(int start, int length, float[] target, int offset) {
        samples.copyValues(start, length, target, offset);
    }

    /**
     * Writes a window as floats in 0..1 into one plane per channel.
     *
     * @param top first row of the window
     * @param left first column of the window
     * @param planes receive the samples, starting at index {@code offset}, with rows {@code pitch} floats apart
     */
    public void copyTo(int top, int left, int rows, int columns, float[][] planes, int offset, int pitch) {
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < rows; y++) {
                int from = ((top + y) * width + left) * channels + c;
                samples.copyScaled(from, channels, columns, planes[c], offset + y * pitch, range);
            }
        }
    }

    /** The 8-bit samples; the internal array, not to be modified. */
    public byte[] bytes() {
        require(samples.array() instanceof byte[]);
        return samples.bytes();
    }

    /** The 16-bit samples, unsigned or signed; the internal array, not to be modified. */
    public short[] shorts() {
        require(samples.array() instanceof short[]);
        return samples.shorts();
    }

    /** The 32-bit samples, unsigned or signed; the internal array, not to be modified. */
    public int[] ints() {
        require(samples.array() instanceof int[]);
        return samples.ints();
    }

    /** The float samples; the internal array, not to be modified. */
    public float[] floats() {
        require(samples.array() instanceof float[]);
        return samples.floats();
    }

    private void require(boolean there) {
        if (!there) {
            throw new IllegalStateException(
                    switch (sampleType()) {
                        case UINT8 -> "this image has 8-bit samples; use bytes()";
                        case UINT16, INT16 -> "this image has 16-bit samples; use shorts()";
                        case INT32, UINT32 -> "this image has 32-bit samples; use ints()";
                        case FLOAT32 -> "this image has float samples; use floats()";
                    });
        }
    }

    /** "28 x 28 x 1", for messages. */
    public String shape() {
        return height + " x " + width + " x " + channels;
    }

    @Override
    public void addTo(ContentHash hash) {
        hash.add(height, width, channels).add(sampleType().name());
        switch (sampleType()) {
            case UINT8 -> hash.add(bytes());
            case FLOAT32 -> hash.add(floats());
            case INT32, UINT32 -> hash.add(ints());
            case UINT16, INT16 -> {
                ByteBuffer values = ByteBuffer.allocate(Short.BYTES * shorts().length);
                values.asShortBuffer().put(shorts());
                hash.add(values.array());
            }
        }
    }
}

package io.ssl4j.core.vision.image;

import io.ssl4j.core.data.ContentHash;
import io.ssl4j.core.data.SampleContent;
import io.ssl4j.core.vision.file.BufferedImages;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A picture of any size and channel count, with 8-bit samples in 0..255, 16-bit samples in 0..65535, or 32-bit float
 * samples from 0 (black) to 1 (full). Samples keep their type until a view is made, which converts them to floats.
 * Samples are interleaved, row by row: {@code index = (y * width + x) * channels + c}. Arrays are not copied: whoever
 * makes an image must not use the array afterwards.
 */
public final class Image implements SampleContent {

    /** The storage type of samples. */
    public enum SampleType {
        /** Unsigned bytes, 0..255. */
        UINT8(Byte.BYTES),
        /** Unsigned 16-bit numbers, 0..65535. */
        UINT16(Short.BYTES),
        /** Floats, from 0 (black) to 1 (full); values outside that range are allowed. */
        FLOAT32(Float.BYTES);

        private final int bytes;

        SampleType(int bytes) {
            this.bytes = bytes;
        }

        /** The number of bytes of one sample. */
        public int bytes() {
            return bytes;
        }
    }

    private static final float BYTE_SCALE = 1 / 255f;
    private static final float SHORT_SCALE = 1 / 65535f;

    private final int height;
    private final int width;
    private final int channels;
    private final byte[] bytes;
    private final short[] shorts;
    private final float[] floats;

    private Image(int height, int width, int channels, byte[] bytes, short[] shorts, float[] floats, int length) {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("an image needs height, width and channels of at least 1, got " + height
                    + " x " + width + " x " + channels);
        }
        if (length != Math.multiplyExact(Math.multiplyExact(height, width), channels)) {
            throw new IllegalArgumentException("an image of " + height + " x " + width + " x " + channels + " has "
                    + height * width * channels + " samples, got an array of " + length);
        }
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.bytes = bytes;
        this.shorts = shorts;
        this.floats = floats;
    }

    /** Makes an image of unsigned 8-bit samples. */
    public static Image ofBytes(int height, int width, int channels, byte[] samples) {
        Objects.requireNonNull(samples, "samples");
        return new Image(height, width, channels, samples, null, null, samples.length);
    }

    /** Makes an image of unsigned 16-bit samples. */
    public static Image ofShorts(int height, int width, int channels, short[] samples) {
        Objects.requireNonNull(samples, "samples");
        return new Image(height, width, channels, null, samples, null, samples.length);
    }

    /**
     * Makes an image of float samples, from 0 (black) to 1 (full).
     *
     * @throws IllegalArgumentException if a sample is NaN or infinite
     */
    public static Image ofFloats(int height, int width, int channels, float[] samples) {
        Objects.requireNonNull(samples, "samples");
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                throw new IllegalArgumentException("every sample of an image must be finite, got " + samples[i]
                        + " at position " + i + "; clean the data before it becomes an image");
            }
        }
        return new Image(height, width, channels, null, null, samples, samples.length);
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
        Object from = bytes != null ? bytes : shorts != null ? shorts : floats;
        int length = Math.multiplyExact(Math.multiplyExact(newHeight, newWidth), channels);
        Object to = java.lang.reflect.Array.newInstance(from.getClass().getComponentType(), length);
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                System.arraycopy(from, source.at(y, x) * channels, to, (y * newWidth + x) * channels, channels);
            }
        }
        return new Image(
                newHeight,
                newWidth,
                channels,
                to instanceof byte[] array ? array : null,
                to instanceof short[] array ? array : null,
                to instanceof float[] array ? array : null,
                length);
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
        if (bytes != null) {
            return SampleType.UINT8;
        }
        return shorts != null ? SampleType.UINT16 : SampleType.FLOAT32;
    }

    /** Returns one sample, in 0..1. For single accesses; loops over images should use {@link #copyTo}. */
    public float sample(int y, int x, int channel) {
        int i = (Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)) * channels
                + Objects.checkIndex(channel, channels);
        return switch (sampleType()) {
            case UINT8 -> (bytes[i] & 0xFF) / 255f;
            case UINT16 -> Short.toUnsignedInt(shorts[i]) / 65535f;
            case FLOAT32 -> floats[i];
        };
    }

    /** Writes all samples as floats in 0..1, interleaved, starting at {@code offset}. */
    public void copyTo(float[] target, int offset) {
        copyTo(0, height * width * channels, target, offset);
    }

    /**
     * Writes {@code length} samples from index {@code start}, as floats in 0..1, into the target, starting at {@code
     * offset}.
     */
    public void copyTo(int start, int length, float[] target, int offset) {
        if (bytes != null) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (bytes[start + i] & 0xFF) * BYTE_SCALE;
            }
        } else if (shorts != null) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (shorts[start + i] & 0xFFFF) * SHORT_SCALE;
            }
        } else {
            System.arraycopy(floats, start, target, offset, length);
        }
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
                copyEvery(channels, from, columns, planes[c], offset + y * pitch);
            }
        }
    }

    private void copyEvery(int step, int start, int count, float[] to, int offset) {
        if (bytes != null) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = (bytes[start + i * step] & 0xFF) * BYTE_SCALE;
            }
        } else if (shorts != null) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = (shorts[start + i * step] & 0xFFFF) * SHORT_SCALE;
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[offset + i] = floats[start + i * step];
            }
        }
    }

    /** The 8-bit samples; the internal array, not to be modified. */
    public byte[] bytes() {
        require(bytes != null);
        return bytes;
    }

    /** The 16-bit samples, unsigned; the internal array, not to be modified. */
    public short[] shorts() {
        require(shorts != null);
        return shorts;
    }

    /** The float samples; the internal array, not to be modified. */
    public float[] floats() {
        require(floats != null);
        return floats;
    }

    private void require(boolean there) {
        if (!there) {
            throw new IllegalStateException(
                    switch (sampleType()) {
                        case UINT8 -> "this image has 8-bit samples; use bytes()";
                        case UINT16 -> "this image has 16-bit samples; use shorts()";
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
        if (bytes != null) {
            hash.add(bytes);
        } else if (floats != null) {
            hash.add(floats);
        } else {
            ByteBuffer values = ByteBuffer.allocate(Short.BYTES * shorts.length);
            values.asShortBuffer().put(shorts);
            hash.add(values.array());
        }
    }
}

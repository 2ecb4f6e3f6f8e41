package io.ssl4j.core.data;

import java.util.Objects;

/**
 * A picture of any size and channel count: 8-bit samples in 0..255, or 32-bit float samples with 0..1 as black to full.
 * Samples are interleaved, row by row: {@code index = (y * width + x) * channels + c}. The arrays are not copied; who
 * makes an image gives the array away.
 */
public final class Image {

    /** How samples are stored. */
    public enum SampleType {
        UINT8,
        FLOAT32
    }

    private final int height;
    private final int width;
    private final int channels;
    private final byte[] bytes;
    private final float[] floats;

    private Image(int height, int width, int channels, byte[] bytes, float[] floats, int length) {
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
        this.floats = floats;
    }

    /** An image of unsigned 8-bit samples. */
    public static Image ofBytes(int height, int width, int channels, byte[] samples) {
        Objects.requireNonNull(samples, "samples");
        return new Image(height, width, channels, samples, null, samples.length);
    }

    /**
     * An image of float samples, 0..1 from black to full.
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
        return new Image(height, width, channels, null, samples, samples.length);
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public int channels() {
        return channels;
    }

    public SampleType sampleType() {
        return bytes != null ? SampleType.UINT8 : SampleType.FLOAT32;
    }

    /** One sample in 0..1. For single looks; loops over images use {@link #copyTo}. */
    public float sample(int y, int x, int channel) {
        int i = (Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)) * channels
                + Objects.checkIndex(channel, channels);
        return bytes != null ? (bytes[i] & 0xFF) / 255f : floats[i];
    }

    /** Writes all samples as floats in 0..1, interleaved, from {@code offset} on. */
    public void copyTo(float[] target, int offset) {
        copyTo(0, height * width * channels, target, offset);
    }

    /** Writes {@code length} samples from index {@code start} on, as floats in 0..1, into the target from {@code offset} on. */
    public void copyTo(int start, int length, float[] target, int offset) {
        if (bytes != null) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (bytes[start + i] & 0xFF) * (1 / 255f);
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
     * @param planes get the samples from index {@code offset} on, each row {@code pitch} floats behind the one before
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
                to[offset + i] = (bytes[start + i * step] & 0xFF) * (1 / 255f);
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[offset + i] = floats[start + i * step];
            }
        }
    }

    /** The 8-bit samples themselves, not a copy: read only. */
    public byte[] bytes() {
        if (bytes == null) {
            throw new IllegalStateException("this image has float samples; use floats()");
        }
        return bytes;
    }

    /** The float samples themselves, not a copy: read only. */
    public float[] floats() {
        if (floats == null) {
            throw new IllegalStateException("this image has 8-bit samples; use bytes()");
        }
        return floats;
    }

    /** "28 x 28 x 1", for messages. */
    public String shape() {
        return height + " x " + width + " x " + channels;
    }
}

package io.ssl4j.core.vision.image;

import java.util.Arrays;

/**
 * The reusable picture that operations work on: float samples from 0 (black) to 1 (full), with each channel in its own
 * array, a plane: {@code plane(c)[y * width + x]}. Loops over one channel, or over the same pixel of several, are
 * therefore plain loops that the JIT compiler vectorises. Arrays are reused from one picture to the next, so that
 * making views allocates nothing once the largest picture has been seen. For use by one thread at a time.
 */
public final class ImageBuffer {

    private int height;
    private int width;
    private int channels;
    private float[][] planes = new float[0][];
    private float[] spare = new float[0];

    private final ImageResampler resampler = new ImageResampler();
    private float[] kernel = new float[0];
    private float[] row = new float[0];
    private final float[][] work = {new float[0], new float[0]};

    /** Sets a new shape. The samples are undefined afterwards. */
    public void reshape(int newHeight, int newWidth, int newChannels) {
        if (newHeight < 1 || newWidth < 1 || newChannels < 1) {
            throw new IllegalArgumentException("an image needs height, width and channels of at least 1, got "
                    + newHeight + " x " + newWidth + " x " + newChannels);
        }
        int size = Math.multiplyExact(Math.multiplyExact(newHeight, newWidth), newChannels);
        if (planes.length < newChannels) {
            int known = planes.length;
            planes = Arrays.copyOf(planes, newChannels);
            Arrays.fill(planes, known, newChannels, new float[0]);
        }
        for (int c = 0; c < newChannels; c++) {
            planes[c] = atLeast(size / newChannels, planes[c]);
        }
        height = newHeight;
        width = newWidth;
        channels = newChannels;
    }

    /** Copies the shape and the samples of an image. */
    public void load(Image image) {
        reshape(image.height(), image.width(), image.channels());
        image.copyTo(0, 0, height, width, planes, 0, width);
    }

    /** Returns a float image of the same shape and samples. */
    public Image toImage() {
        float[] samples = new float[size()];
        Planes.interleave(planes, channels, pixels(), samples);
        return Image.ofFloats(height, width, channels, samples);
    }

    /** The number of rows of the current picture. */
    public int height() {
        return height;
    }

    /** The number of its columns. */
    public int width() {
        return width;
    }

    /** Its number of samples per pixel. */
    public int channels() {
        return channels;
    }

    /** The number of samples of one channel: height x width. */
    public int pixels() {
        return height * width;
    }

    /** The number of samples of all channels: height x width x channels. */
    public int size() {
        return height * width * channels;
    }

    /**
     * The live samples of one channel, row by row. The array may be longer than {@link #pixels()}, and is replaced when
     * the buffer grows or the channel is swapped.
     */
    public float[] plane(int channel) {
        return planes[channel];
    }

    /**
     * An array of at least {@link #pixels()} floats with undefined content, for operations that cannot work in place.
     */
    public float[] spare() {
        spare = atLeast(pixels(), spare);
        return spare;
    }

    /** Exchanges the samples of a channel with the spare array. */
    public void swap(int channel) {
        float[] previous = planes[channel];
        planes[channel] = spare();
        spare = previous;
    }

    /** "28 x 28 x 1", for messages. */
    public String shape() {
        return height + " x " + width + " x " + channels;
    }

    /** The resampler that writes into this buffer. */
    public ImageResampler resampler() {
        return resampler;
    }

    /** The planes of all channels; there may be more planes than channels. */
    public float[][] planes() {
        return planes;
    }

    /** Two more arrays like {@link #spare}: number 0 and 1. */
    public float[] work(int number) {
        work[number] = atLeast(pixels(), work[number]);
        return work[number];
    }

    /** A small array of at least {@code length} floats with undefined content, for a filter. */
    public float[] kernel(int length) {
        kernel = atLeast(length, kernel);
        return kernel;
    }

    /** An array of at least {@link #size()} floats with undefined content, in which a row of a batch is assembled. */
    float[] row() {
        row = atLeast(size(), row);
        return row;
    }

    private static float[] atLeast(int length, float[] array) {
        return array.length < length ? new float[length] : array;
    }
}

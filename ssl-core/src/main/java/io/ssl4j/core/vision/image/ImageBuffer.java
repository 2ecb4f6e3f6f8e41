package io.ssl4j.core.vision.image;

import java.util.Arrays;

/**
 * The reusable picture that operations work on: float samples, 0..1 from black to full, each channel in an array of its
 * own, a plane: {@code plane(c)[y * width + x]}. So a loop over one channel, or over the same pixel of several, is a plain
 * loop that the JIT compiler turns into vector instructions. It keeps its arrays from one picture to the next, so that
 * making views allocates nothing once the largest picture was seen. For use by one thread at a time.
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

    /** Takes a new shape. The samples are undefined afterwards. */
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

    /** Takes the shape and the samples of an image. */
    public void load(Image image) {
        reshape(image.height(), image.width(), image.channels());
        image.copyTo(0, 0, height, width, planes, 0, width);
    }

    /** A float image of the same shape and samples. */
    public Image toImage() {
        float[] samples = new float[size()];
        Planes.interleave(planes, channels, pixels(), samples);
        return Image.ofFloats(height, width, channels, samples);
    }

    /** Rows of the picture that is in the buffer. */
    public int height() {
        return height;
    }

    /** Its columns. */
    public int width() {
        return width;
    }

    /** Its samples per pixel. */
    public int channels() {
        return channels;
    }

    /** Samples of one channel: height x width. */
    public int pixels() {
        return height * width;
    }

    /** Samples of all channels: height x width x channels. */
    public int size() {
        return height * width * channels;
    }

    /**
     * The samples of one channel themselves, row by row; the array may be longer than {@link #pixels()}, and is another one
     * once the buffer grows or the channel is swapped.
     */
    public float[] plane(int channel) {
        return planes[channel];
    }

    /** An array of at least {@link #pixels()} floats with undefined content, for operations that cannot work in place. */
    public float[] spare() {
        spare = atLeast(pixels(), spare);
        return spare;
    }

    /** Makes the spare array the samples of a channel, and those spare. */
    public void swap(int channel) {
        float[] previous = planes[channel];
        planes[channel] = spare();
        spare = previous;
    }

    /** "28 x 28 x 1", for messages. */
    public String shape() {
        return height + " x " + width + " x " + channels;
    }

    /** Resamples into this buffer. */
    public ImageResampler resampler() {
        return resampler;
    }

    /** The planes of all channels, and perhaps more. */
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

    /** An array of at least {@link #size()} floats with undefined content, where a row of a batch is put together. */
    float[] row() {
        row = atLeast(size(), row);
        return row;
    }

    private static float[] atLeast(int length, float[] array) {
        return array.length < length ? new float[length] : array;
    }
}

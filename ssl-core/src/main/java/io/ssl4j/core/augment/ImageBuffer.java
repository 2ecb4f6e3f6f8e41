package io.ssl4j.core.augment;

import io.ssl4j.core.data.Image;
import io.ssl4j.core.data.ImageResampler;

/**
 * The reusable picture that operations work on: float samples, 0..1 from black to full, interleaved as in
 * {@link Image}: {@code index = (y * width + x) * channels + c}. It keeps its arrays from one picture to the next, so
 * that making views allocates nothing once the largest picture was seen. For use by one thread at a time.
 */
public final class ImageBuffer {

    private int height;
    private int width;
    private int channels;
    private float[] samples = new float[0];
    private float[] spare = new float[0];

    private final ImageResampler resampler = new ImageResampler();
    private float[] kernel = new float[0];

    /** Takes a new shape. The samples are undefined afterwards. */
    public void reshape(int newHeight, int newWidth, int newChannels) {
        if (newHeight < 1 || newWidth < 1 || newChannels < 1) {
            throw new IllegalArgumentException("an image needs height, width and channels of at least 1, got "
                    + newHeight + " x " + newWidth + " x " + newChannels);
        }
        int length = Math.multiplyExact(Math.multiplyExact(newHeight, newWidth), newChannels);
        if (samples.length < length) {
            samples = new float[length];
        }
        height = newHeight;
        width = newWidth;
        channels = newChannels;
    }

    /** Takes the shape and the samples of an image. */
    public void load(Image image) {
        reshape(image.height(), image.width(), image.channels());
        image.copyTo(samples, 0);
    }

    /** A float image of the same shape and samples. */
    public Image toImage() {
        return Image.ofFloats(height, width, channels, java.util.Arrays.copyOf(samples, size()));
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

    /** Samples in use: height x width x channels. */
    public int size() {
        return height * width * channels;
    }

    /** The samples themselves; the array may be longer than {@link #size()}, and changes when the buffer grows or swaps. */
    public float[] samples() {
        return samples;
    }

    /** A second array of at least {@link #size()} floats with undefined content, for operations that cannot work in place. */
    public float[] spare() {
        if (spare.length < size()) {
            spare = new float[samples.length];
        }
        return spare;
    }

    /** Makes the spare array the samples, and the samples spare. */
    public void swap() {
        float[] previous = samples;
        samples = spare();
        spare = previous;
    }

    /** "28 x 28 x 1", for messages. */
    public String shape() {
        return height + " x " + width + " x " + channels;
    }

    ImageResampler resampler() {
        return resampler;
    }

    /** A small array of at least {@code length} floats with undefined content, for a filter. */
    float[] kernel(int length) {
        if (kernel.length < length) {
            kernel = new float[length];
        }
        return kernel;
    }
}

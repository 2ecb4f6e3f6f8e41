package io.ssl4j.core.vision.augment;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.Preprocessing;
import java.util.Arrays;

/**
 * {@code (x - mean) / deviation} per channel. Without it, a view is normalised with the mean and deviation of the
 * encoder's input when it is written, which is nearly always what you want.
 *
 * @param mean per channel, of samples in 0..1
 * @param deviation per channel, above 0
 */
public record Normalize(float[] mean, float[] deviation) implements ImageOperation {

    public Normalize {
        new ImageInput(1, 1, mean.length, ChannelOrder.NHWC, mean, deviation);
        mean = mean.clone();
        deviation = deviation.clone();
    }

    @Override
    public float[] mean() {
        return mean.clone();
    }

    @Override
    public float[] deviation() {
        return deviation.clone();
    }

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        for (int c = 0; c < mean.length; c++) {
            normalize(picture.plane(c), picture.pixels(), mean[c], deviation[c]);
        }
    }

    private static void normalize(float[] s, int pixels, float mean, float deviation) {
        for (int i = 0; i < pixels; i++) {
            s[i] = (s[i] - mean) / deviation;
        }
    }

    @Override
    public boolean needsUnitRange() {
        return false;
    }

    @Override
    public void requireChannels(int channels) {
        if (channels != mean.length) {
            throw new IllegalArgumentException("a normalisation needs one mean and deviation per channel, got "
                    + mean.length + " for pictures of " + Preprocessing.channels(channels));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normalize n && Arrays.equals(mean, n.mean) && Arrays.equals(deviation, n.deviation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
    }

    @Override
    public String toString() {
        return describe();
    }

    @Override
    public String describe() {
        return "normalise (mean " + Arrays.toString(mean) + ", deviation " + Arrays.toString(deviation) + ")";
    }
}

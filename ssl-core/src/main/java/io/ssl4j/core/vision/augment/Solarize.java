package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;

/**
 * Inverts every sample at or above a threshold: {@code x -> 1 - x}. The default 0.5 lies between the 8-bit levels 127
 * and 128, and so equals the usual 8-bit threshold of 128 (Grill et al. 2020, BYOL, arXiv 2006.07733, appendix B).
 *
 * @param threshold in 0..1
 */
public record Solarize(float threshold) implements ImageOperation {

    public Solarize {
        Require.amount("the threshold of solarize", threshold, 1);
    }

    /** Returns solarization with threshold 0.5. */
    public static Solarize half() {
        return new Solarize(0.5f);
    }

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        for (int c = 0; c < picture.channels(); c++) {
            invert(picture.plane(c), picture.pixels());
        }
    }

    private void invert(float[] s, int pixels) {
        for (int i = 0; i < pixels; i++) {
            float x = s[i];
            s[i] = x >= threshold ? 1 - x : x;
        }
    }

    @Override
    public String describe() {
        return "solarize (threshold " + Require.number(threshold) + ")";
    }
}

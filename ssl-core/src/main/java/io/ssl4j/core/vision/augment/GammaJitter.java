package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;

/**
 * Changes the tone curve: {@code x -> x^g} with {@code ln g} uniform in {@code [-strength, strength]}. Black and full
 * intensity stay the same, so this changes brightness without ever clipping. Works for any channel count.
 *
 * @param strength the largest {@code |ln g|}, 0..5
 */
public record GammaJitter(double strength) implements ImageOperation {

    public GammaJitter {
        Require.amount("the strength of a gamma jitter", strength, 5);
    }

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        double gamma = Math.exp(strength * (2 * random.nextDouble() - 1));
        for (int c = 0; c < picture.channels(); c++) {
            bend(picture.plane(c), picture.pixels(), gamma);
        }
    }

    private static void bend(float[] s, int pixels, double gamma) {
        for (int i = 0; i < pixels; i++) {
            s[i] = (float) Math.pow(Math.max(s[i], 0f), gamma);
        }
    }

    @Override
    public String describe() {
        return "gamma jitter (strength " + Require.number(strength) + ")";
    }
}

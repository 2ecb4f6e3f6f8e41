package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;
import java.util.Arrays;

/**
 * Erases a random rectangle (Zhong et al. 2017, arXiv 1708.04896). The rectangle's area is uniform in {@code scale} of
 * the picture's area and its shape (height / width) log-uniform in {@code ratio}, both redrawn up to ten times until
 * the rectangle is smaller than the picture; otherwise nothing is erased. The same as torchvision's {@code
 * RandomErasing}.
 *
 * @param scaleMin smallest part of the area, at least 0
 * @param scaleMax largest part of the area, at most 1
 * @param ratioMin smallest height / width, at least 1e-3
 * @param ratioMax largest height / width, at most 1e3
 * @param value the value of erased samples, in the range of the samples at that stage of the pipeline; NaN for uniform
 *     noise in 0..1
 */
public record RandomErasing(double scaleMin, double scaleMax, double ratioMin, double ratioMax, float value)
        implements ImageOperation {

    private static final int TRIES = 10;

    public RandomErasing {
        Require.range("the scale of random erasing", scaleMin, scaleMax, 0, 1);
        Require.range("the ratio of random erasing", ratioMin, ratioMax, 1e-3, 1e3);
        if (Float.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "the value of random erasing must be finite, or NaN for noise, got " + value);
        }
    }

    /** Area 0.02..0.33, ratio 0.3..3.3, value 0: torchvision's defaults. */
    public static RandomErasing standard() {
        return new RandomErasing(0.02, 0.33, 0.3, 3.3, 0);
    }

    public RandomErasing withScale(double min, double max) {
        return new RandomErasing(min, max, ratioMin, ratioMax, value);
    }

    public RandomErasing withValue(float newValue) {
        return new RandomErasing(scaleMin, scaleMax, ratioMin, ratioMax, newValue);
    }

    /** Returns a variant that fills with uniform noise in 0..1. */
    public RandomErasing withNoise() {
        return withValue(Float.NaN);
    }

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        double area = (double) picture.height() * picture.width();
        double logMin = Math.log(ratioMin);
        double logMax = Math.log(ratioMax);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double part = area * (scaleMin + (scaleMax - scaleMin) * random.nextDouble());
            double ratio = Math.exp(logMin + (logMax - logMin) * random.nextDouble());
            int h = (int) Math.rint(Math.sqrt(part * ratio));
            int w = (int) Math.rint(Math.sqrt(part / ratio));
            if (h < picture.height() && w < picture.width()) {
                int top = random.nextInt(picture.height() - h + 1);
                int left = random.nextInt(picture.width() - w + 1);
                erase(picture, top, left, h, w, random);
                return;
            }
        }
    }

    private void erase(ImageBuffer picture, int top, int left, int h, int w, RandomStream random) {
        for (int c = 0; c < picture.channels(); c++) {
            float[] s = picture.plane(c);
            for (int y = top; y < top + h; y++) {
                int begin = y * picture.width() + left;
                if (Float.isNaN(value)) {
                    for (int i = begin; i < begin + w; i++) {
                        s[i] = random.nextFloat();
                    }
                } else {
                    Arrays.fill(s, begin, begin + w, value);
                }
            }
        }
    }

    @Override
    public boolean needsUnitRange() {
        return Float.isNaN(value);
    }

    @Override
    public String describe() {
        return "random erasing (area " + Require.number(scaleMin) + ".." + Require.number(scaleMax) + ", ratio "
                + Require.number(ratioMin) + ".." + Require.number(ratioMax) + ", "
                + (Float.isNaN(value) ? "noise" : "value " + Require.number(value)) + ")";
    }
}

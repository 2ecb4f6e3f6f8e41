package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageBuffer;

/**
 * Rotates, scales and shifts the picture by small random amounts about its centre, with bilinear interpolation. Places
 * outside the source get {@code fill}.
 *
 * @param degrees largest rotation to either side, 0..180
 * @param translate largest shift as a part of height and width, 0..1
 * @param scaleMin smallest enlargement, above 0
 * @param scaleMax largest enlargement
 * @param fill the value outside, in the range of the samples
 */
public record RandomAffine(double degrees, double translate, double scaleMin, double scaleMax, float fill)
        implements ImageOperation {

    public RandomAffine {
        Require.amount("the rotation of an affine change, in degrees,", degrees, 180);
        Require.amount("the shift of an affine change", translate, 1);
        Require.range("the scale of an affine change", scaleMin, scaleMax, 1e-3, 1e3);
        if (!Float.isFinite(fill)) {
            throw new IllegalArgumentException("the fill of an affine change must be finite, got " + fill);
        }
    }

    /** Returns only a rotation, with black outside. */
    public static RandomAffine rotation(double degrees) {
        return new RandomAffine(degrees, 0, 1, 1, 0);
    }

    public RandomAffine withTranslate(double newTranslate) {
        return new RandomAffine(degrees, newTranslate, scaleMin, scaleMax, fill);
    }

    public RandomAffine withScale(double min, double max) {
        return new RandomAffine(degrees, translate, min, max, fill);
    }

    @Override
    public void apply(ImageBuffer picture, RandomStream random) {
        double angle = Math.toRadians(degrees * (2 * random.nextDouble() - 1));
        double scale = scaleMin + (scaleMax - scaleMin) * random.nextDouble();
        double dx = picture.width() * translate * (2 * random.nextDouble() - 1);
        double dy = picture.height() * translate * (2 * random.nextDouble() - 1);
        warp(picture, (float) (Math.cos(angle) / scale), (float) (Math.sin(angle) / scale), (float) dx, (float) dy);
    }

    /** Reads each pixel from its source position: the inverse of rotation and scaling followed by a shift. */
    private void warp(ImageBuffer picture, float cos, float sin, float dx, float dy) {
        int height = picture.height();
        int width = picture.width();
        float middleX = (width - 1) / 2f;
        float middleY = (height - 1) / 2f;
        for (int c = 0; c < picture.channels(); c++) {
            float[] from = picture.plane(c);
            float[] to = picture.spare();
            for (int y = 0; y < height; y++) {
                float v = y - middleY - dy;
                for (int x = 0; x < width; x++) {
                    float u = x - middleX - dx;
                    float sourceX = cos * u - sin * v + middleX;
                    float sourceY = sin * u + cos * v + middleY;
                    to[y * width + x] = sample(from, height, width, sourceX, sourceY);
                }
            }
            picture.swap(c);
        }
    }

    private float sample(float[] from, int height, int width, float sourceX, float sourceY) {
        int x = floor(sourceX);
        int y = floor(sourceY);
        float right = sourceX - x;
        float below = sourceY - y;
        if (x < 0 || y < 0 || x + 1 >= width || y + 1 >= height) {
            return blend(
                    at(from, height, width, y, x),
                    at(from, height, width, y, x + 1),
                    at(from, height, width, y + 1, x),
                    at(from, height, width, y + 1, x + 1),
                    right,
                    below);
        }
        int i = y * width + x;
        return blend(from[i], from[i + 1], from[i + width], from[i + width + 1], right, below);
    }

    private static float blend(float a, float b, float c, float d, float right, float below) {
        return (a * (1 - right) + b * right) * (1 - below) + (c * (1 - right) + d * right) * below;
    }

    private static int floor(float x) {
        int i = (int) x;
        return x < i ? i - 1 : i;
    }

    private float at(float[] from, int height, int width, int y, int x) {
        return y < 0 || y >= height || x < 0 || x >= width ? fill : from[y * width + x];
    }

    @Override
    public boolean needsUnitRange() {
        return false;
    }

    @Override
    public String describe() {
        return "random affine (rotation " + Require.number(degrees) + " degrees, shift " + Require.number(translate)
                + ", scale " + Require.number(scaleMin) + ".." + Require.number(scaleMax) + ")";
    }
}

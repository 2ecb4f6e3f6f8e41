package io.ssl4j.core.vision.augment;

import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.Lines;

/** The components of a colour jitter, on pictures of any channel count. */
final class ColorOperations {

    private ColorOperations() {}

    /** {@code factor * x}, clamped. */
    static void brightness(ImageBuffer picture, float factor) {
        for (int c = 0; c < picture.channels(); c++) {
            ColorMath.affine(picture.plane(c), picture.pixels(), factor, 0);
        }
    }

    /** {@code factor * x + (1 - factor) * level}, clamped, with {@code level} that of the picture. */
    static void contrast(ImageBuffer picture, float factor) {
        float shift = (1 - factor) * level(picture);
        for (int c = 0; c < picture.channels(); c++) {
            ColorMath.affine(picture.plane(c), picture.pixels(), factor, shift);
        }
    }

    /** Returns the mean luma of an RGB picture; for any other channel count, the mean of all samples. */
    static float level(ImageBuffer picture) {
        int pixels = picture.pixels();
        if (picture.channels() == 3) {
            return (float) ColorMath.mean(gray(picture), pixels);
        }
        double sum = 0;
        for (int c = 0; c < picture.channels(); c++) {
            sum += ColorMath.mean(picture.plane(c), pixels);
        }
        return (float) (sum / picture.channels());
    }

    /** {@code factor * x + (1 - factor) * gray} with the pixel's own gray, clamped; does nothing with one channel. */
    static void saturation(ImageBuffer picture, float factor) {
        if (picture.channels() == 1) {
            return;
        }
        float[] gray = gray(picture);
        for (int c = 0; c < picture.channels(); c++) {
            ColorMath.blend(picture.plane(c), gray, picture.pixels(), factor);
        }
    }

    /** Sets every channel to the pixel's gray. */
    static void grayscale(ImageBuffer picture) {
        if (picture.channels() == 1) {
            return;
        }
        float[] gray = gray(picture);
        for (int c = 0; c < picture.channels(); c++) {
            System.arraycopy(gray, 0, picture.plane(c), 0, picture.pixels());
        }
    }

    /**
     * Rotates the hue of an RGB picture: HSV's hue moves by {@code turns} of the circle, saturation and value stay the
     * same.
     */
    static void hue(ImageBuffer picture, float turns) {
        int pixels = picture.pixels();
        float[] red = picture.plane(0);
        float[] green = picture.plane(1);
        float[] blue = picture.plane(2);
        float[] low = picture.work(0);
        float[] chroma = picture.work(1);
        float[] hue = picture.spare();
        ColorMath.low(red, green, blue, pixels, low);
        ColorMath.chroma(red, green, blue, low, pixels, chroma);
        ColorMath.hue(red, green, blue, low, chroma, pixels, hue);
        ColorMath.channel(hue, ColorMath.angle(6 * turns), low, chroma, pixels, red);
        ColorMath.channel(hue, ColorMath.angle(6 * turns - 2), low, chroma, pixels, green);
        ColorMath.channel(hue, ColorMath.angle(6 * turns + 2), low, chroma, pixels, blue);
    }

    /**
     * Computes, in the spare plane, the luma of every pixel of an RGB picture; for other channel counts, the mean of
     * its channels.
     */
    private static float[] gray(ImageBuffer picture) {
        int channels = picture.channels();
        int pixels = picture.pixels();
        float[] gray = picture.spare();
        if (channels == 3) {
            ColorMath.luma(picture.plane(0), picture.plane(1), picture.plane(2), pixels, gray);
        } else {
            Lines.scaled(picture.plane(0), 1f / channels, gray, pixels);
            for (int c = 1; c < channels; c++) {
                Lines.addScaled(picture.plane(c), 1f / channels, gray, pixels);
            }
        }
        return gray;
    }
}

package io.ssl4j.core.vision.augment;

/**
 * The arithmetic of colour operations on samples in 0..1, one array per channel. Luma is ITU-R BT.601: 0.299 R + 0.587
 * G + 0.114 B. The loops have no branches, and no calls other than {@code min}, {@code max} and {@code abs}, so that
 * the JIT compiler vectorises them.
 */
final class ColorMath {

    static final float RED = 0.299f;
    static final float GREEN = 0.587f;
    static final float BLUE = 0.114f;

    /** The number of samples summed in single precision before they are added to a double. */
    private static final int SUMMED = 1024;

    /** The factor that makes the smallest relevant difference between two samples larger than 1. */
    private static final float STEEP = 1e30f;

    private static final float TINY = 1e-30f;

    private ColorMath() {}

    /** {@code factor * x + shift}, clamped. */
    static void affine(float[] s, int pixels, float factor, float shift) {
        for (int i = 0; i < pixels; i++) {
            s[i] = Math.min(Math.max(s[i] * factor + shift, 0f), 1f);
        }
    }

    /** Computes the luma of every pixel. */
    static void luma(float[] red, float[] green, float[] blue, int pixels, float[] to) {
        for (int i = 0; i < pixels; i++) {
            to[i] = RED * red[i] + GREEN * green[i] + BLUE * blue[i];
        }
    }

    /** Returns the mean of a plane. */
    static double mean(float[] s, int pixels) {
        double sum = 0;
        for (int from = 0; from < pixels; from += SUMMED) {
            sum += sum(s, from, Math.min(pixels, from + SUMMED));
        }
        return sum / pixels;
    }

    /** Sums in eight independent accumulators, since each addition has to wait for the previous one. */
    private static float sum(float[] s, int from, int to) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = from;
        for (; i < to - 7; i += 8) {
            a += s[i];
            b += s[i + 1];
            c += s[i + 2];
            d += s[i + 3];
            e += s[i + 4];
            f += s[i + 5];
            g += s[i + 6];
            h += s[i + 7];
        }
        for (; i < to; i++) {
            a += s[i];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    /** {@code factor * x + (1 - factor) * gray} with the gray of the same pixel, clamped. */
    static void blend(float[] s, float[] gray, int pixels, float factor) {
        float rest = 1 - factor;
        for (int i = 0; i < pixels; i++) {
            s[i] = Math.min(Math.max(s[i] * factor + gray[i] * rest, 0f), 1f);
        }
    }

    /** Computes the minimum of the three channels. */
    static void low(float[] red, float[] green, float[] blue, int pixels, float[] to) {
        for (int i = 0; i < pixels; i++) {
            to[i] = Math.min(red[i], Math.min(green[i], blue[i]));
        }
    }

    /** Computes the maximum of the three channels minus the minimum. */
    static void chroma(float[] red, float[] green, float[] blue, float[] low, int pixels, float[] to) {
        for (int i = 0; i < pixels; i++) {
            to[i] = Math.max(red[i], Math.max(green[i], blue[i])) - low[i];
        }
    }

    /**
     * Computes HSV's hue in sixths of a turn, -3..3: red 0, yellow 1, green 2, cyan 3 or -3, blue -2. Its absolute
     * value is {@code 1 + (g + b - r - low) / chroma}, as can be checked in each sixth of the circle; it is negative
     * where {@code g < b}.
     */
    static void hue(float[] red, float[] green, float[] blue, float[] low, float[] chroma, int pixels, float[] to) {
        for (int i = 0; i < pixels; i++) {
            float side = Math.min(Math.max((green[i] - blue[i]) * STEEP + 1, -1f), 1f);
            to[i] = side * (1 + (green[i] + blue[i] - red[i] - low[i]) / (chroma[i] + TINY));
        }
    }

    /**
     * Computes one channel of the colours from hue, minimum and chroma: {@code low + chroma * clamp(2 - d, 0, 1)} with
     * {@code d} the distance on the circle from the hue to that of the channel. The distance of the angle {@code u},
     * {@code |u| <= 6}, from 0 is {@code 3 - ||u| - 3|}.
     *
     * @param turn the shift of the hue minus the channel's own hue: -3..3
     */
    static void channel(float[] hue, float turn, float[] low, float[] chroma, int pixels, float[] to) {
        for (int i = 0; i < pixels; i++) {
            float part = Math.abs(Math.abs(hue[i] + turn) - 3) - 1;
            to[i] = low[i] + chroma[i] * Math.min(Math.max(part, 0f), 1f);
        }
    }

    /** Returns the same angle in -3..3, in sixths of a turn. */
    static float angle(float sixths) {
        return sixths - 6 * (float) Math.rint(sixths / 6);
    }
}

package io.ssl4j.core.vision.augment;

/**
 * The arithmetic of colour operations on samples in 0..1, one array per channel. Luma is ITU-R BT.601: 0.299 R + 0.587 G +
 * 0.114 B. The loops have no branches and no calls but {@code min}, {@code max} and {@code abs}, so that the JIT compiler
 * turns them into vector instructions.
 */
final class ColorMath {

    static final float RED = 0.299f;
    static final float GREEN = 0.587f;
    static final float BLUE = 0.114f;

    /** Samples that are summed in single precision before a double takes the sum. */
    private static final int SUMMED = 1024;

    /** Turns the smallest difference between two samples that matters into more than 1. */
    private static final float STEEP = 1e30f;

    private static final float TINY = 1e-30f;

    private ColorMath() {}

    /** {@code factor * x + shift}, clamped. */
    static void affine(float[] s, int pixels, float factor, float shift) {
        for (int i = 0; i < pixels; i++) {
            s[i] = Math.min(Math.max(s[i] * factor + shift, 0f), 1f);
        }
    }

    /** The luma of every pixel. */
    static void luma(float[] red, float[] green, float[] blue, int pixels, float[] to) {
        for (int i = 0; i < pixels; i++) {
            to[i] = RED * red[i] + GREEN * green[i] + BLUE * blue[i];
        }
    }

    /** The mean of a plane. */
    static double mean(float[] s, int pixels) {
        double sum = 0;
        for (int from = 0; from < pixels; from += SUMMED) {
            sum += sum(s, from, Math.min(pixels, from + SUMMED));
        }
        return sum / pixels;
    }

    /** Eight sums side by side, since each addition has to wait for the one before. */
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

    /** The least of the three channels. */
    static void low(float[] red, float[] green, float[] blue, int pixels, float[] to) {
        for (int i = 0; i < pixels; i++) {
            to[i] = Math.min(red[i], Math.min(green[i], blue[i]));
        }
    }

    /** The largest of the three channels less the least. */
    static void chroma(float[] red, float[] green, float[] blue, float[] low, int pixels, float[] to) {
        for (int i = 0; i < pixels; i++) {
            to[i] = Math.max(red[i], Math.max(green[i], blue[i])) - low[i];
        }
    }

    /**
     * HSV's hue in sixths of a turn, -3..3: red 0, yellow 1, green 2, cyan 3 or -3, blue -2. Its size is
     * {@code 1 + (g + b - r - low) / chroma}, as each sixth of the circle shows; it is negative where {@code g < b}.
     */
    static void hue(float[] red, float[] green, float[] blue, float[] low, float[] chroma, int pixels, float[] to) {
        for (int i = 0; i < pixels; i++) {
            float side = Math.min(Math.max((green[i] - blue[i]) * STEEP + 1, -1f), 1f);
            to[i] = side * (1 + (green[i] + blue[i] - red[i] - low[i]) / (chroma[i] + TINY));
        }
    }

    /**
     * One channel of the colours of a hue, least channel and chroma: {@code low + chroma * clamp(2 - d, 0, 1)} with
     * {@code d} the distance of the hue to the channel's own on the circle. The distance of the angle {@code u}, at most 6
     * in size, to 0 is {@code 3 - ||u| - 3|}.
     *
     * @param turn what is added to the hue, less the channel's own: -3..3
     */
    static void channel(float[] hue, float turn, float[] low, float[] chroma, int pixels, float[] to) {
        for (int i = 0; i < pixels; i++) {
            float part = Math.abs(Math.abs(hue[i] + turn) - 3) - 1;
            to[i] = low[i] + chroma[i] * Math.min(Math.max(part, 0f), 1f);
        }
    }

    /** The same angle in -3..3, in sixths of a turn. */
    static float angle(float sixths) {
        return sixths - 6 * (float) Math.rint(sixths / 6);
    }
}

package io.ssl4j.core.augment;

/**
 * The arithmetic of colour operations on interleaved samples in 0..1. Luma is ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B.
 */
final class ColorMath {

    static final float RED = 0.299f;
    static final float GREEN = 0.587f;
    static final float BLUE = 0.114f;

    private ColorMath() {}

    /** {@code factor * x}, clamped. */
    static void brightness(float[] s, int size, float factor) {
        for (int i = 0; i < size; i++) {
            s[i] = Math.min(Math.max(s[i] * factor, 0f), 1f);
        }
    }

    /** {@code factor * x + (1 - factor) * level}, clamped. */
    static void contrast(float[] s, int size, float factor, float level) {
        float rest = (1 - factor) * level;
        for (int i = 0; i < size; i++) {
            s[i] = Math.min(Math.max(s[i] * factor + rest, 0f), 1f);
        }
    }

    /** The mean luma of an RGB picture; for any other channel count the mean of all samples. */
    static float level(float[] s, int size, int channels) {
        double sum = 0;
        if (channels == 3) {
            for (int i = 0; i < size; i += 3) {
                sum += RED * s[i] + GREEN * s[i + 1] + BLUE * s[i + 2];
            }
            return (float) (sum * 3 / size);
        }
        for (int i = 0; i < size; i++) {
            sum += s[i];
        }
        return (float) (sum / size);
    }

    /** {@code factor * x + (1 - factor) * gray} with the pixel's own gray, clamped; factor 0 makes the picture gray. */
    static void saturation(float[] s, int size, int channels, float factor) {
        if (channels == 3) {
            for (int i = 0; i < size; i += 3) {
                float rest = (1 - factor) * (RED * s[i] + GREEN * s[i + 1] + BLUE * s[i + 2]);
                s[i] = Math.min(Math.max(s[i] * factor + rest, 0f), 1f);
                s[i + 1] = Math.min(Math.max(s[i + 1] * factor + rest, 0f), 1f);
                s[i + 2] = Math.min(Math.max(s[i + 2] * factor + rest, 0f), 1f);
            }
        } else if (channels > 1) {
            for (int i = 0; i < size; i += channels) {
                float sum = 0;
                for (int c = 0; c < channels; c++) {
                    sum += s[i + c];
                }
                float rest = (1 - factor) * sum / channels;
                for (int c = 0; c < channels; c++) {
                    s[i + c] = Math.min(Math.max(s[i + c] * factor + rest, 0f), 1f);
                }
            }
        }
    }

    /**
     * Turns the hue of RGB samples: HSV's hue moves by {@code turns} of the colour circle, saturation and value stay.
     * With value {@code v}, chroma {@code c} and hue {@code h} in sixths of a turn, a channel is
     * {@code v - c * clamp(min(k, 4 - k), 0, 1)} where {@code k = (h + n) mod 6} and n = 5, 3, 1 for red, green, blue.
     */
    static void hue(float[] s, int size, float turns) {
        float sixths = 6 * (turns - (float) Math.floor(turns));
        for (int i = 0; i < size; i += 3) {
            float r = s[i];
            float g = s[i + 1];
            float b = s[i + 2];
            float value = Math.max(r, Math.max(g, b));
            float chroma = value - Math.min(r, Math.min(g, b));
            if (chroma > 0) {
                float h = sixths + sector(r, g, b, value, chroma);
                s[i] = value - chroma * distance(h + 5);
                s[i + 1] = value - chroma * distance(h + 3);
                s[i + 2] = value - chroma * distance(h + 1);
            }
        }
    }

    private static float sector(float r, float g, float b, float value, float chroma) {
        if (value == r) {
            return (g - b) / chroma;
        }
        return value == g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
    }

    /** How far a channel at position {@code k >= 0} of the circle lies below the value, in chromas. */
    private static float distance(float k) {
        float m = k >= 12 ? k - 12 : k >= 6 ? k - 6 : k;
        return Math.min(Math.max(Math.min(m, 4 - m), 0f), 1f);
    }
}

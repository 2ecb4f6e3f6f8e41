package io.ssl4j.core.vision.image;

/** Converts between planes, with one array per channel, and interleaved samples. */
public final class Planes {

    private Planes() {}

    /** {@code to[pixel * channels + c] = planes[c][pixel]}. */
    public static void interleave(float[][] planes, int channels, int pixels, float[] to) {
        if (channels == 1) {
            System.arraycopy(planes[0], 0, to, 0, pixels);
        } else if (channels == 3) {
            interleave3(planes[0], planes[1], planes[2], pixels, to);
        } else {
            for (int c = 0; c < channels; c++) {
                float[] plane = planes[c];
                for (int p = 0; p < pixels; p++) {
                    to[p * channels + c] = plane[p];
                }
            }
        }
    }

    /** As above, to 8-bit samples, rounded to nearest; the planes' samples are in 0..1. */
    static void interleave(float[][] planes, int channels, int pixels, byte[] to) {
        for (int c = 0; c < channels; c++) {
            float[] plane = planes[c];
            for (int p = 0; p < pixels; p++) {
                to[p * channels + c] = (byte) (int) (plane[p] * 255 + 0.5f);
            }
        }
    }

    /** As above, to 16-bit samples, rounded to nearest. */
    static void interleave(float[][] planes, int channels, int pixels, short[] to) {
        for (int c = 0; c < channels; c++) {
            float[] plane = planes[c];
            for (int p = 0; p < pixels; p++) {
                to[p * channels + c] = (short) Math.min(65535, (int) (plane[p] * 65535 + 0.5f));
            }
        }
    }

    private static void interleave3(float[] red, float[] green, float[] blue, int pixels, float[] to) {
        for (int p = 0; p < pixels; p++) {
            to[3 * p] = red[p];
            to[3 * p + 1] = green[p];
            to[3 * p + 2] = blue[p];
        }
    }
}

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

    /** Returns the planes' values as interleaved samples of a type, rounded to nearest if it is an integer. */
    static Object interleaved(float[][] planes, int pixels, Image.SampleType type) {
        int length = Math.multiplyExact(pixels, planes.length);
        return switch (type) {
            case UINT8 -> bytes(planes, pixels, length);
            case UINT16, INT16 -> shorts(planes, pixels, length, type);
            case INT32, UINT32 -> ints(planes, pixels, length, type);
            case FLOAT32 -> {
                float[] floats = new float[length];
                interleave(planes, planes.length, pixels, floats);
                yield floats;
            }
        };
    }

    private static byte[] bytes(float[][] planes, int pixels, int length) {
        byte[] to = new byte[length];
        for (int c = 0; c < planes.length; c++) {
            float[] plane = planes[c];
            for (int p = 0; p < pixels; p++) {
                to[p * planes.length + c] = (byte) (int) (plane[p] + 0.5f);
            }
        }
        return to;
    }

    private static short[] shorts(float[][] planes, int pixels, int length, Image.SampleType type) {
        short[] to = new short[length];
        for (int c = 0; c < planes.length; c++) {
            for (int p = 0; p < pixels; p++) {
                to[p * planes.length + c] = (short) rounded(planes[c][p], type);
            }
        }
        return to;
    }

    private static int[] ints(float[][] planes, int pixels, int length, Image.SampleType type) {
        int[] to = new int[length];
        for (int c = 0; c < planes.length; c++) {
            for (int p = 0; p < pixels; p++) {
                to[p * planes.length + c] = (int) rounded(planes[c][p], type);
            }
        }
        return to;
    }

    private static long rounded(float value, Image.SampleType type) {
        return Math.round(Math.max(type.lowest(), Math.min(type.highest(), value)));
    }

    private static void interleave3(float[] red, float[] green, float[] blue, int pixels, float[] to) {
        for (int p = 0; p < pixels; p++) {
            to[3 * p] = red[p];
            to[3 * p + 1] = green[p];
            to[3 * p + 2] = blue[p];
        }
    }
}

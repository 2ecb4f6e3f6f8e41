package io.ssl4j.core.vision.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** YCbCr to RGB (JFIF 1.02, ITU-R BT.601), in integers with 16 fractional bits, as in libjpeg. */
final class Colors {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int BITS = 16;
    private static final int HALF = 1 << BITS - 1;
    private static final int RED_OF_CR = fixed(1.40200);
    private static final int GREEN_OF_CB = fixed(0.34414);
    private static final int GREEN_OF_CR = fixed(0.71414);
    private static final int BLUE_OF_CB = fixed(1.77200);

    private Colors() {}

    private static int fixed(double value) {
        return (int) (value * (1 << BITS) + 0.5);
    }

    /**
     * A row of pixels, each {@code red | green << 8 | blue << 16}.
     *
     * @param work three rows that may be written to
     */
    static void toRgb(int[] luma, int[] cb, int[] cr, int[][] work, int[] rgb, int count) {
        addScaled(luma, cr, RED_OF_CR, work[0], count);
        green(luma, cb, cr, work[1], count);
        addScaled(luma, cb, BLUE_OF_CB, work[2], count);
        join(work[0], work[1], work[2], rgb, count);
    }

    private static void addScaled(int[] luma, int[] chroma, int weight, int[] to, int count) {
        int round = HALF - 128 * weight;
        for (int i = 0; i < count; i++) {
            int value = luma[i] + (weight * chroma[i] + round >> BITS);
            to[i] = (value | 255 - value >> 31) & ~(value >> 31) & 255;
        }
    }

    private static void green(int[] luma, int[] cb, int[] cr, int[] to, int count) {
        int round = HALF + 128 * (GREEN_OF_CB + GREEN_OF_CR);
        for (int i = 0; i < count; i++) {
            int value = luma[i] + (round - GREEN_OF_CB * cb[i] - GREEN_OF_CR * cr[i] >> BITS);
            to[i] = (value | 255 - value >> 31) & ~(value >> 31) & 255;
        }
    }

    private static void join(int[] red, int[] green, int[] blue, int[] rgb, int count) {
        for (int i = 0; i < count; i++) {
            rgb[i] = red[i] | green[i] << 8 | blue[i] << 16;
        }
    }

    /**
     * Writes a row of pixels as three bytes each. Four are stored at a time: the fourth is written over by the next
     * pixel.
     */
    static void pack(int[] rgb, byte[] samples, int at, int count) {
        int whole = Math.min(count, Math.floorDiv(samples.length - at - Integer.BYTES, 3) + 1);
        for (int i = 0; i < whole; i++) {
            INT.set(samples, at + 3 * i, rgb[i]);
        }
        for (int i = Math.max(0, whole); i < count; i++) {
            put(rgb[i], samples, at + 3 * i);
        }
    }

    /** Writes a row of pixels whose even and odd columns come apart; eight bytes are stored for two pixels. */
    static void pack(int[] even, int[] odd, byte[] samples, int at, int count) {
        int whole = Math.min(count / 2, Math.floorDiv(samples.length - at - Long.BYTES, 6) + 1);
        for (int i = 0; i < whole; i++) {
            LONG.set(samples, at + 6 * i, even[i] | (long) odd[i] << 24);
        }
        for (int x = 2 * Math.max(0, whole); x < count; x++) {
            put((x % 2 == 0 ? even : odd)[x / 2], samples, at + 3 * x);
        }
    }

    private static void put(int rgb, byte[] samples, int at) {
        samples[at] = (byte) rgb;
        samples[at + 1] = (byte) (rgb >> 8);
        samples[at + 2] = (byte) (rgb >> 16);
    }
}

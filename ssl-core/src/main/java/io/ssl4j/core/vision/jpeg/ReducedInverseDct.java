package io.ssl4j.core.vision.jpeg;

import java.util.Arrays;

/**
 * The inverse cosine transform to fewer than 8 x 8 samples, which shrinks a picture while it is decoded: only the
 * lowest {@code size x size} coefficients are used, as those of a transform of that size. It processes many blocks at
 * once, like {@link InverseDct}.
 */
final class ReducedInverseDct {

    private static final int BITS = 13;
    private static final int BETWEEN = 2;

    private final int size;

    /**
     * The contribution of coefficient {@code k} to sample {@code x}, at {@code x * size + k}, with 13 fractional bits.
     */
    private final int[] weights;

    private final int[][] between;

    /**
     * @param size 1 to 7
     * @param blocks how many are transformed at once
     */
    ReducedInverseDct(int size, int blocks) {
        this.size = size;
        between = new int[size * size][blocks];
        weights = new int[size * size];
        for (int x = 0; x < size; x++) {
            for (int k = 0; k < size; k++) {
                double cosine = Math.cos((2 * x + 1) * k * Math.PI / (2 * size));
                weights[x * size + k] = (int) Math.round((k == 0 ? Math.sqrt(0.125) : 0.5 * cosine) * (1 << BITS));
            }
        }
    }

    /** Replaces coefficients {@code data[8 * row + column][block]} by samples 0..255, of which there are fewer. */
    void transform(int[][] data) {
        for (int k = 0; k < size; k++) {
            for (int y = 0; y < size; y++) {
                pass(data, k, 8, y, between[y * size + k], BITS - BETWEEN);
            }
        }
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                pass(between, y * size, 1, x, data[8 * y + x], BITS + BETWEEN);
                InverseDct.toSamples(data[8 * y + x]);
            }
        }
    }

    /** One sample of each block from {@code size} values that lie {@code step} apart. */
    private void pass(int[][] from, int at, int step, int sample, int[] to, int shift) {
        Arrays.fill(to, 1 << shift - 1);
        for (int k = 0; k < size; k++) {
            addScaled(from[at + k * step], weights[sample * size + k], to);
        }
        shift(to, shift);
    }

    private static void addScaled(int[] from, int weight, int[] to) {
        for (int b = 0; b < to.length; b++) {
            to[b] += from[b] * weight;
        }
    }

    private static void shift(int[] values, int shift) {
        for (int b = 0; b < values.length; b++) {
            values[b] >>= shift;
        }
    }
}

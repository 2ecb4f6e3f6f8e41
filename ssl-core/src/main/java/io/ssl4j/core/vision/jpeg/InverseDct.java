package io.ssl4j.core.vision.jpeg;

/**
 * The inverse cosine transform of 8 x 8 coefficients, for many blocks at once: coefficient {@code k} (row by row) of
 * block {@code b} is {@code data[k][b]}. Integers of 13 fractional bits, with two more between the passes. The weights
 * are the effective ones of libjpeg's fast transform (Loeffler, Ligtenberg and Moschytz, "Practical fast 1-D DCT
 * algorithms with 11 multiplications", ICASSP 1989): sums of its rounded constants, so that the results equal libjpeg's
 * bit for bit. The transform is multiplied out here because short loops are vectorised, while one with eight results is
 * not.
 */
final class InverseDct {

    private static final int BITS = 13;
    private static final int BETWEEN = 2;

    // The rounded constants of the fast transform, sqrt(2) times sums of cosines.
    private static final int TURN_EVEN = fixed(0.541196100);
    private static final int EVEN_2 = fixed(0.765366865);
    private static final int EVEN_6 = fixed(1.847759065);
    private static final int TURN_ODD = fixed(1.175875602);
    private static final int PAIR_71 = fixed(0.899976223);
    private static final int PAIR_53 = fixed(2.562915447);
    private static final int PAIR_73 = fixed(1.961570560);
    private static final int PAIR_51 = fixed(0.390180644);
    private static final int ODD_7 = fixed(0.298631336);
    private static final int ODD_5 = fixed(2.053119869);
    private static final int ODD_3 = fixed(3.072711026);
    private static final int ODD_1 = fixed(1.501321110);

    /** For the results {@code i} and {@code 7 - i}: weights of the values 2, 4 (shifted), 6, then of 1, 3, 5 and 7. */
    private static final int[][] WEIGHTS = {
        {
            TURN_EVEN + EVEN_2,
            1,
            TURN_EVEN,
            ODD_1 - PAIR_71 + TURN_ODD - PAIR_51,
            TURN_ODD,
            TURN_ODD - PAIR_51,
            TURN_ODD - PAIR_71
        },
        {
            TURN_EVEN,
            -1,
            TURN_EVEN - EVEN_6,
            TURN_ODD,
            ODD_3 - PAIR_53 + TURN_ODD - PAIR_73,
            TURN_ODD - PAIR_53,
            TURN_ODD - PAIR_73
        },
        {
            -TURN_EVEN,
            -1,
            EVEN_6 - TURN_EVEN,
            TURN_ODD - PAIR_51,
            TURN_ODD - PAIR_53,
            ODD_5 - PAIR_53 + TURN_ODD - PAIR_51,
            TURN_ODD
        },
        {
            -TURN_EVEN - EVEN_2,
            1,
            -TURN_EVEN,
            TURN_ODD - PAIR_71,
            TURN_ODD - PAIR_73,
            TURN_ODD,
            ODD_7 - PAIR_71 + TURN_ODD - PAIR_73
        }
    };

    private final int[][] between;
    private final int[] even;
    private final int[] odd;

    /** @param blocks how many are transformed at once */
    InverseDct(int blocks) {
        between = new int[64][blocks];
        even = new int[blocks];
        odd = new int[blocks];
    }

    private static int fixed(double value) {
        return (int) (value * (1 << BITS) + 0.5);
    }

    /** Replaces coefficients by samples 0..255. */
    void transform(int[][] data) {
        for (int column = 0; column < 8; column++) {
            pass(data, column, 8, BITS - BETWEEN, between);
        }
        for (int row = 0; row < 64; row += 8) {
            pass(between, row, 1, BITS + BETWEEN + 3, data);
        }
        for (int[] samples : data) {
            toSamples(samples);
        }
    }

    /** Transforms eight values, which are those at {@code at} and every {@code step} further. */
    private void pass(int[][] from, int at, int step, int shift, int[][] to) {
        int[] v0 = from[at];
        int[] v1 = from[at + step];
        int[] v2 = from[at + 2 * step];
        int[] v3 = from[at + 3 * step];
        int[] v4 = from[at + 4 * step];
        int[] v5 = from[at + 5 * step];
        int[] v6 = from[at + 6 * step];
        int[] v7 = from[at + 7 * step];
        int round = 1 << shift - 1;
        for (int i = 0; i < 4; i++) {
            int[] weights = WEIGHTS[i];
            sumEven(v0, v2, v4, v6, weights[0], weights[1] << BITS, weights[2], round, even);
            sumOdd(v1, v3, v5, v7, weights[3], weights[4], weights[5], weights[6], odd);
            butterfly(even, odd, shift, to[at + i * step], to[at + (7 - i) * step]);
        }
    }

    private static void sumEven(int[] v0, int[] v2, int[] v4, int[] v6, int w2, int w4, int w6, int round, int[] sum) {
        for (int b = 0; b < sum.length; b++) {
            sum[b] = (v0[b] << BITS) + v2[b] * w2 + v4[b] * w4 + v6[b] * w6 + round;
        }
    }

    private static void sumOdd(int[] v1, int[] v3, int[] v5, int[] v7, int w1, int w3, int w5, int w7, int[] sum) {
        for (int b = 0; b < sum.length; b++) {
            sum[b] = v1[b] * w1 + v3[b] * w3 + v5[b] * w5 + v7[b] * w7;
        }
    }

    private static void butterfly(int[] even, int[] odd, int shift, int[] low, int[] high) {
        for (int b = 0; b < low.length; b++) {
            low[b] = even[b] + odd[b] >> shift;
            high[b] = even[b] - odd[b] >> shift;
        }
    }

    /**
     * Samples are stored as differences from 128. Cut to 0..255 by their signs: minima do not become vector
     * instructions.
     */
    static void toSamples(int[] data) {
        for (int i = 0; i < data.length; i++) {
            int value = data[i] + 128;
            data[i] = (value | 255 - value >> 31) & ~(value >> 31) & 255;
        }
    }
}

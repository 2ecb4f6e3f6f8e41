package io.ssl4j.core.batch;

import java.nio.FloatBuffer;

/**
 * Checks that a row was written completely, and with finite values. Before the generator writes, a row is filled with
 * one particular NaN; floats that still hold it afterwards were not written. This costs two cheap passes over memory
 * that is in the cache anyway. One object per loader thread.
 */
final class RowCheck {

    private static final int BLANK_BITS = 0x7FC5_514A;
    private static final int INFINITY_BITS = 0x7F80_0000;
    private static final int BLOCK = 2048;

    private final float[] blank = new float[BLOCK];
    private final float[] block = new float[BLOCK];

    RowCheck() {
        java.util.Arrays.fill(blank, Float.intBitsToFloat(BLANK_BITS));
    }

    /** Marks all floats of a row as not written. */
    void erase(FloatBuffer row) {
        int length = row.capacity();
        for (int from = 0; from < length; from += BLOCK) {
            row.put(from, blank, 0, Math.min(BLOCK, length - from));
        }
    }

    /** @throws IllegalStateException if a float was not written, or is not finite */
    void requireWritten(FloatBuffer row, String what) {
        int length = row.capacity();
        for (int from = 0; from < length; from += BLOCK) {
            int n = Math.min(BLOCK, length - from);
            row.get(from, block, 0, n);
            if (!allFinite(block, n)) {
                throw refusal(row, what);
            }
        }
    }

    /** @throws IllegalStateException if a float was not written, or is neither 0 nor 1 */
    void requireMask(FloatBuffer row, String what) {
        requireWritten(row, what);
        for (int i = 0; i < row.capacity(); i++) {
            float value = row.get(i);
            if (value != 0 && value != 1) {
                throw new IllegalStateException(what + " must hold 0 or 1, got " + value + " at position " + i);
            }
        }
    }

    private static boolean allFinite(float[] values, int n) {
        int largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(values[i]) & 0x7FFF_FFFF);
        }
        return largest < INFINITY_BITS;
    }

    private static IllegalStateException refusal(FloatBuffer row, String what) {
        int written = 0;
        int firstBad = -1;
        for (int i = 0; i < row.capacity(); i++) {
            float value = row.get(i);
            if (Float.floatToRawIntBits(value) != BLANK_BITS) {
                written++;
                if (firstBad < 0 && !Float.isFinite(value)) {
                    firstBad = i;
                }
            }
        }
        if (written < row.capacity()) {
            return new IllegalStateException(what + " has " + row.capacity() + " floats and the view generator wrote "
                    + written + " of them; it must write all");
        }
        return new IllegalStateException(
                what + " must be finite, got " + row.get(firstBad) + " at position " + firstBad);
    }
}

package io.ssl4j.core.data;

/** Weighted sums of runs of samples: plain loops that the JIT compiler turns into vector instructions. */
public final class Lines {

    private Lines() {}

    /** {@code to[offset + k] = weight * from[start + k]}. */
    public static void scaled(float[] from, int start, float weight, float[] to, int offset, int length) {
        for (int k = 0; k < length; k++) {
            to[offset + k] = weight * from[start + k];
        }
    }

    /** {@code to[offset + k] += weight * from[start + k]}. */
    public static void addScaled(float[] from, int start, float weight, float[] to, int offset, int length) {
        for (int k = 0; k < length; k++) {
            to[offset + k] += weight * from[start + k];
        }
    }
}

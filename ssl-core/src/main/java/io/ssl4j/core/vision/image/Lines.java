package io.ssl4j.core.vision.image;

/**
 * Weighted sums of whole arrays. All arrays are read and written from index 0: with separate offsets, the JIT compiler
 * of Java 17 does not vectorise such loops.
 */
public final class Lines {

    private Lines() {}

    /** {@code to[k] = weight * from[k]}. */
    public static void scaled(float[] from, float weight, float[] to, int length) {
        for (int k = 0; k < length; k++) {
            to[k] = weight * from[k];
        }
    }

    /** {@code to[k] += weight * from[k]}. */
    public static void addScaled(float[] from, float weight, float[] to, int length) {
        for (int k = 0; k < length; k++) {
            to[k] += weight * from[k];
        }
    }

    /** {@code to[k] = weight * from[k] + otherWeight * other[k]}. */
    public static void sum(float[] from, float weight, float[] other, float otherWeight, float[] to, int length) {
        for (int k = 0; k < length; k++) {
            to[k] = weight * from[k] + otherWeight * other[k];
        }
    }
}

package io.ssl4j.core.data.jpeg;

/** A triangle filter for rows and columns of half the number. */
final class Upsampling {

    private Upsampling() {}

    /** Four times a row that lies between two rows, a quarter of the way from the nearer one. */
    static void rows(int[] near, int[] far, int[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] = 3 * near[i] + far[i];
        }
    }

    /**
     * The even and the odd columns.
     *
     * @param from {@code count} samples, at its both ends the outermost once more
     * @param roundEven added to the sums of even columns before they are shifted
     * @param roundOdd added to those of odd columns; libjpeg takes turns, so that rounding favours no side
     */
    static void columns(int[] from, int roundEven, int roundOdd, int shift, int[][] parts, int count) {
        int[] even = parts[0];
        int[] odd = parts[1];
        for (int i = 0; i < count; i++) {
            even[i] = 3 * from[i + 1] + from[i] + roundEven >> shift;
        }
        for (int i = 0; i < count; i++) {
            odd[i] = 3 * from[i + 1] + from[i + 2] + roundOdd >> shift;
        }
    }
}

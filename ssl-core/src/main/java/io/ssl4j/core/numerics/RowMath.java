package io.ssl4j.core.numerics;

/**
 * Arithmetic on one row of a matrix, for losses written as fused loops over rows. Long sums use four independent
 * accumulators, so that an addition waits only for the previous one in its own accumulator.
 */
public final class RowMath {

    private RowMath() {}

    /** The dot product of two rows of equal length. */
    public static double dot(double[] a, double[] b) {
        return dot(a, 0, b, 0, a.length);
    }

    /** The dot product of two ranges of n entries. */
    static double dot(double[] a, int fromA, double[] b, int fromB, int n) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            sum0 += a[fromA + j] * b[fromB + j];
            sum1 += a[fromA + j + 1] * b[fromB + j + 1];
            sum2 += a[fromA + j + 2] * b[fromB + j + 2];
            sum3 += a[fromA + j + 3] * b[fromB + j + 3];
        }
        for (; j < n; j++) {
            sum0 += a[fromA + j] * b[fromB + j];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /** The squared Euclidean distance of two rows of equal length. */
    public static double squaredDistance(double[] a, double[] b) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int j = 0;
        for (; j + 3 < a.length; j += 4) {
            sum0 += square(a[j] - b[j]);
            sum1 += square(a[j + 1] - b[j + 1]);
            sum2 += square(a[j + 2] - b[j + 2]);
            sum3 += square(a[j + 3] - b[j + 3]);
        }
        for (; j < a.length; j++) {
            sum0 += square(a[j] - b[j]);
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    private static double square(double value) {
        return value * value;
    }

    /** Multiplies a row by a factor, in place. */
    public static void scale(double[] row, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
    }

    /**
     * Normalises a row to unit length, in place; one shorter than {@link RowNormalization#SMALLEST_NORM} becomes zero.
     */
    public static void normalize(double[] row) {
        double norm = Math.sqrt(dot(row, row));
        scale(row, norm < RowNormalization.SMALLEST_NORM ? 0 : 1 / norm);
    }

    /** {@code log sum_j exp(row_j)}, without overflow. */
    public static double logSumExp(double[] row) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : row) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (double value : row) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum);
    }

    /** Returns the index of the largest entry, the first of equal ones. */
    public static int largest(double[] row) {
        int best = 0;
        for (int j = 1; j < row.length; j++) {
            if (row[j] > row[best]) {
                best = j;
            }
        }
        return best;
    }
}

package io.ssl4j.core.loss;

/** Arithmetic on one row of a matrix, for losses that are fused loops over rows. */
public final class RowMath {

    private RowMath() {}

    /** The dot product of two rows of equal length. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /** Multiplies a row by a factor, in place. */
    public static void scale(double[] row, double factor) {
        for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
        }
    }

    /** Brings a row to unit length, in place; one shorter than {@link RowNormalization#SMALLEST_NORM} becomes zero. */
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
}

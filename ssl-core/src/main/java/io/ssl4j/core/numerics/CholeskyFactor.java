package io.ssl4j.core.numerics;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.blas.BlasException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The lower triangle L of {@code A = L L^T}, which solves linear systems in A and in L and gives A's determinant. It
 * needs half of A's memory, in double.
 */
public final class CholeskyFactor {

    /** The number of columns that stay in cache while every system is solved for them. */
    private static final int TILE = 32;

    /**
     * The relative rounding error of a double. A remaining diagonal entry below this, per row, is only rounding error.
     */
    private static final double ROUNDING = 0x1p-52;

    private final int size;
    private final double[] packed;
    private final int[] starts;

    private CholeskyFactor(int size) {
        this.size = size;
        this.packed = new double[Math.toIntExact((long) size * (size + 1) / 2)];
        this.starts = new int[size];
    }

    /**
     * Factors a matrix.
     *
     * @param matrix {@code [n, n]}, double, in 'f' order, positive definite; overwritten. Only its lower triangle is
     *     read
     * @throws ArithmeticException if it is not positive definite, up to rounding, or has a NaN
     */
    public static CholeskyFactor of(INDArray matrix) {
        if (matrix.rank() != 2
                || matrix.size(0) != matrix.size(1)
                || matrix.dataType() != DataType.DOUBLE
                || matrix.ordering() != 'f') {
            throw new IllegalArgumentException("a matrix to factor must be [n, n], DOUBLE and in 'f' order, got "
                    + Arrays.toString(matrix.shape()) + ", " + matrix.dataType() + " and '" + matrix.ordering() + "'");
        }
        CholeskyFactor factor = new CholeskyFactor(Math.toIntExact(matrix.size(0)));
        DoubleBuffer columns = matrix.data().asNioDouble();
        double[] diagonal = new double[factor.size];
        Arrays.setAll(diagonal, j -> columns.get(j * factor.size + j));
        try {
            Nd4j.getBlasWrapper().lapack().potrf(matrix, true);
        } catch (BlasException e) {
            throw factor.notPositiveDefinite(e);
        }
        factor.fill(columns, diagonal);
        return factor;
    }

    private void fill(DoubleBuffer columns, double[] diagonal) {
        int filled = 0;
        for (int j = 0; j < size; j++) {
            // Makes starts[j] + i the position of row i.
            starts[j] = filled - j;
            columns.get(j * size + j, packed, filled, size - j);
            double pivot = packed[filled];
            if (!(pivot * pivot > size * ROUNDING * diagonal[j])) {
                throw notPositiveDefinite(null);
            }
            filled += size - j;
        }
    }

    private ArithmeticException notPositiveDefinite(Throwable cause) {
        ArithmeticException e = new ArithmeticException("a matrix to factor must be positive definite, and this one of "
                + size + " x " + size + " is not, or no more than rounding; add something to its diagonal");
        e.initCause(cause);
        return e;
    }

    /** The number of rows of the matrix. */
    public int size() {
        return size;
    }

    /** Returns {@code log det A}. */
    public double logDeterminant() {
        double sum = 0;
        for (int j = 0; j < size; j++) {
            sum += 2 * Math.log(packed[starts[j] + j]);
        }
        return sum;
    }

    /** Solves {@code A x = b} in place for {@code count} contiguous right-hand sides. */
    public void solve(double[] sides, int count) {
        solveLower(sides, count);
        solveUpper(sides, count);
    }

    /** Solves {@code L x = b} in place: {@code x = L^-1 b}. */
    public void solveLower(double[] sides, int count) {
        for (int from = 0; from < size; from += TILE) {
            int first = from;
            IntStream.range(0, count).parallel().forEach(s -> forward(sides, s * size, first));
        }
    }

    /** Solves {@code L^T x = b} in place: {@code x = L^-T b}. */
    public void solveUpper(double[] sides, int count) {
        for (int from = (size - 1) / TILE * TILE; from >= 0; from -= TILE) {
            int first = from;
            IntStream.range(0, count).parallel().forEach(s -> backward(sides, s * size, first));
        }
    }

    private void forward(double[] b, int start, int from) {
        for (int j = from; j < Math.min(size, from + TILE); j++) {
            int column = starts[j];
            double x = b[start + j] / packed[column + j];
            b[start + j] = x;
            for (int i = j + 1; i < size; i++) {
                b[start + i] -= x * packed[column + i];
            }
        }
    }

    private void backward(double[] b, int start, int from) {
        for (int j = Math.min(size, from + TILE) - 1; j >= from; j--) {
            int column = starts[j];
            double below = RowMath.dot(packed, column + j + 1, b, start + j + 1, size - j - 1);
            b[start + j] = (b[start + j] - below) / packed[column + j];
        }
    }
}

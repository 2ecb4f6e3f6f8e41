package io.ssl4j.eval.linear;

import java.nio.DoubleBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The lower triangle L of {@code A = L L^T}, which solves linear systems in A. Memory: half of A's, in double. */
final class CholeskyFactor {

    /** Columns that stay in cache while every system is solved for them. */
    private static final int TILE = 32;

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
     * @param matrix {@code [n, n]}, double, in 'f' order, positive definite; overwritten
     */
    static CholeskyFactor of(INDArray matrix) {
        int n = Math.toIntExact(matrix.size(0));
        Nd4j.getBlasWrapper().lapack().potrf(matrix, true);
        CholeskyFactor factor = new CholeskyFactor(n);
        DoubleBuffer columns = matrix.data().asNioDouble();
        int filled = 0;
        for (int j = 0; j < n; j++) {
            // So that starts[j] + i is the place of row i.
            factor.starts[j] = filled - j;
            columns.get(j * n + j, factor.packed, filled, n - j);
            filled += n - j;
        }
        return factor;
    }

    /** Solves {@code A x = b} in place for {@code count} right sides that lie one after the other. */
    void solve(double[] sides, int count) {
        for (int from = 0; from < size; from += TILE) {
            int first = from;
            IntStream.range(0, count).parallel().forEach(s -> forward(sides, s * size, first));
        }
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
            double rest = b[start + j] - Vectors.dot(packed, column + j + 1, b, start + j + 1, size - j - 1);
            b[start + j] = rest / packed[column + j];
        }
    }
}

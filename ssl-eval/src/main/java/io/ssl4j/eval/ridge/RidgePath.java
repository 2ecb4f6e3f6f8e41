package io.ssl4j.eval.ridge;

import io.ssl4j.core.numerics.MatrixProduct;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The ridge regressions of one training set for every penalty a, from one eigendecomposition: of {@code X^T X = V E
 * V^T} if there are at least as many rows as columns, else of {@code X X^T = U E U^T} (the dual form). With {@code Z =
 * X V}, or {@code Z = U E^(1/2)},
 *
 * <pre>
 *   fitted    Z (E + a)^-1 Z^T Y
 *   leverage  h_i = 1/n + sum_j Z_ij^2 / (e_j + a)
 *   left out  y_i - f_i(x_i) = (y_i - fitted_i) / (1 - h_i), f_i fitted without row i
 * </pre>
 *
 * where X and Y have column means of 0 and 1/n is the contribution of the bias, which is not penalised.
 */
final class RidgePath implements AutoCloseable {

    private final INDArray x;
    private final INDArray y;
    private final boolean dual;
    private final double[] eigenvalues;
    private final INDArray vectors;
    private final INDArray z;
    private final INDArray zy;

    /**
     * @param x {@code [n, d]}, double, column means 0; kept, and closed with the path
     * @param y {@code [n, k]}, double, column means 0
     */
    RidgePath(INDArray x, INDArray y) {
        this.x = x;
        this.y = y;
        this.dual = x.size(1) > x.size(0);
        this.vectors = gram(x, dual);
        INDArray found = Nd4j.createUninitialized(DataType.DOUBLE, vectors.size(0));
        Nd4j.getBlasWrapper().lapack().syev('V', 'L', vectors, found);
        this.eigenvalues = found.data().asDouble();
        // Rounding can make a zero slightly negative.
        Arrays.setAll(eigenvalues, j -> Math.max(0, eigenvalues[j]));
        this.z = dual ? vectors.mulRowVector(row(roots())).dup('c') : MatrixProduct.multiply(x, vectors);
        this.zy = MatrixProduct.multiply(z, true, y, false);
    }

    private static INDArray gram(INDArray x, boolean dual) {
        long size = x.size(dual ? 0 : 1);
        INDArray gram = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {size, size}, 'f');
        return Nd4j.matmul(x, x, gram, !dual, dual, false);
    }

    private double[] roots() {
        return Arrays.stream(eigenvalues).map(Math::sqrt).toArray();
    }

    /** Computes, for each penalty, the mean squared leave-one-out error over all rows and targets. */
    double[] leaveOneOutErrors(double[] penalties) {
        double[] errors = new double[penalties.length];
        try (INDArray squares = z.mul(z)) {
            for (int p = 0; p < penalties.length; p++) {
                errors[p] = leaveOneOutError(squares, penalties[p]);
            }
        }
        return errors;
    }

    private double leaveOneOutError(INDArray squares, double penalty) {
        double[] inverse = inverse(penalty);
        double[] shares = values(MatrixProduct.multiply(squares, column(inverse)));
        double[] missed = values(y.sub(MatrixProduct.multiply(z, zy.mulColumnVector(column(inverse)))));
        int n = shares.length;
        int targets = missed.length / n;
        // The lower bound of 1 - h_i by its formula, which rounding must not violate.
        double smallest = (1 - 1.0 / n) * penalty / (eigenvalues[eigenvalues.length - 1] + penalty);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double left = Math.max(1 - 1.0 / n - shares[i], smallest);
            for (int k = i * targets; k < (i + 1) * targets; k++) {
                sum += missed[k] / left * (missed[k] / left);
            }
        }
        return sum / missed.length;
    }

    /** Returns the weights {@code [d, k]} for a penalty. */
    INDArray weights(double penalty) {
        if (!dual) {
            return MatrixProduct.multiply(vectors, zy.mulColumnVector(column(inverse(penalty))));
        }
        INDArray uy = MatrixProduct.multiply(vectors, true, y, false);
        INDArray inRows = MatrixProduct.multiply(vectors, uy.muliColumnVector(column(inverse(penalty))));
        return MatrixProduct.multiply(x, true, inRows, false);
    }

    private double[] inverse(double penalty) {
        return Arrays.stream(eigenvalues).map(e -> 1 / (e + penalty)).toArray();
    }

    private static double[] values(INDArray matrix) {
        return matrix.dup('c').data().asDouble();
    }

    private static INDArray column(double[] values) {
        return Nd4j.create(values, new long[] {values.length, 1}, 'c');
    }

    private static INDArray row(double[] values) {
        return Nd4j.create(values, new long[] {1, values.length}, 'c');
    }

    @Override
    public void close() {
        x.close();
        z.close();
        vectors.close();
    }
}

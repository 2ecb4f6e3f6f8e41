package io.ssl4j.contrastive.alignuniform;

import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.MatrixRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The logarithm of the mean Gaussian potential of all pairs of rows: {@code log mean_{i<j} exp(-t |x_i - x_j|^2)}. This
 * is Wang and Isola's measure of how evenly points fill the sphere (arXiv:2005.10242, section 4).
 *
 * @param value at most 0
 * @param gradient dValue/dx, {@code [n, K]}
 */
record Uniformity(double value, INDArray gradient) implements AutoCloseable {

    /**
     * Computes the uniformity of rows.
     *
     * @param x {@code [n, K]} with n at least 2
     */
    static Uniformity of(INDArray x, double t) {
        try (INDArray product = MatrixProduct.multiply(x, false, x, true)) {
            MatrixRows pairs = MatrixRows.of(product);
            int n = pairs.rows();
            double largest = potentials(pairs, squaredLengths(MatrixRows.of(x)), t);
            double sum = exponentials(pairs, largest);
            INDArray gradient = gradient(pairs, x, -2 * t / (sum / 2));
            return new Uniformity(largest + Math.log(sum / ((double) n * (n - 1))), gradient);
        }
    }

    private static double[] squaredLengths(MatrixRows x) {
        double[] lengths = new double[x.rows()];
        double[] row = new double[x.columns()];
        for (int i = 0; i < lengths.length; i++) {
            x.read(i, row);
            for (double value : row) {
                lengths[i] += value * value;
            }
        }
        return lengths;
    }

    /**
     * Turns dot products into {@code -t |x_i - x_j|^2}, with minus infinity on the diagonal, and returns the largest.
     */
    private static double potentials(MatrixRows pairs, double[] squaredLengths, double t) {
        double[] row = new double[pairs.columns()];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < row.length; i++) {
            pairs.read(i, row);
            for (int j = 0; j < row.length; j++) {
                row[j] = -t * (squaredLengths[i] + squaredLengths[j] - 2 * row[j]);
            }
            row[i] = Double.NEGATIVE_INFINITY;
            for (double value : row) {
                largest = Math.max(largest, value);
            }
            pairs.write(i, row);
        }
        return largest;
    }

    /**
     * Turns potentials into exponentials relative to the largest, and returns their sum, which counts each pair twice.
     */
    private static double exponentials(MatrixRows pairs, double largest) {
        double[] row = new double[pairs.columns()];
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            pairs.read(i, row);
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.exp(row[j] - largest);
                sum += row[j];
            }
            pairs.write(i, row);
        }
        return sum;
    }

    /** {@code factor sum_j w_ij (x_i - x_j)}, for weights that are 0 on the diagonal. */
    private static INDArray gradient(MatrixRows weights, INDArray x, double factor) {
        MatrixRows neighbours = MatrixRows.of(MatrixProduct.multiply(weights.array(), x));
        MatrixRows rows = MatrixRows.of(x);
        double[] w = new double[weights.columns()];
        double[] own = new double[rows.columns()];
        double[] others = new double[rows.columns()];
        for (int i = 0; i < w.length; i++) {
            weights.read(i, w);
            double total = 0;
            for (double value : w) {
                total += value;
            }
            rows.read(i, own);
            neighbours.read(i, others);
            for (int k = 0; k < own.length; k++) {
                others[k] = factor * (total * own[k] - others[k]);
            }
            neighbours.write(i, others);
        }
        return neighbours.array();
    }

    @Override
    public void close() {
        gradient.close();
    }
}

package io.ssl4j.noncontrastive.wmse;

import io.ssl4j.core.numerics.CholeskyFactor;
import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.MatrixRows;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Whitens rows to mean 0 and covariance I over the batch, with the backward pass, in double: {@code u = L^-1 (z -
 * mean)} for {@code L L^T = A = (1 - s) cov + s I} with the unbiased covariance and a shrinkage s (Ermolov et al. 2021,
 * arXiv:2007.06346; the shrinkage is that of the authors' code, htdt/self-supervised, {@code methods/whitening.py}).
 *
 * <p>Backward, for {@code g = dL/du}, row by row, G and U the matrices of all rows: the factor's gradient is
 * {@code dL/dL = -tril(L^-T G^T U)}, that of A follows by {@code 1/2 L^-T S L^-1} with the symmetric S whose lower
 * triangle is {@code L^T dL/dL = -G^T U} (Murray 2016, "Differentiation of the Cholesky decomposition",
 * arXiv:1602.07527), and since {@code X L^-T = U} for the centred rows X, both together are
 *
 * <pre>{@code dL/dx = L^-T (g + (1 - s) / (N - 1) S u)}</pre>
 *
 * <p>minus its mean over the rows.
 */
final class Whitening implements AutoCloseable {

    private final double shrinkage;
    private final INDArray whitened;
    private final CholeskyFactor factor;

    private Whitening(double shrinkage, INDArray whitened, CholeskyFactor factor) {
        this.shrinkage = shrinkage;
        this.whitened = whitened;
        this.factor = factor;
    }

    /**
     * Whitens a batch; the input is not changed.
     *
     * @param z {@code [N, K]}, at least 2 rows, all finite
     * @throws ArithmeticException if the covariance is singular and the shrinkage too small to help
     */
    static Whitening of(INDArray z, double shrinkage) {
        MatrixRows centred = centred(MatrixRows.of(z));
        int rows = centred.rows();
        INDArray x = centred.array();
        try (INDArray products = MatrixProduct.multiply(x, true, x, false);
                INDArray matrix = products.dup('f').muli((1 - shrinkage) / (rows - 1))) {
            for (int j = 0; j < centred.columns(); j++) {
                matrix.putScalar(j, j, matrix.getDouble(j, j) + shrinkage);
            }
            CholeskyFactor factor = factor(matrix, rows);
            double[] values = x.data().asDouble();
            factor.solveLower(values, rows);
            return new Whitening(shrinkage, assign(x, values), factor);
        }
    }

    private static CholeskyFactor factor(INDArray matrix, int rows) {
        try {
            return CholeskyFactor.of(matrix);
        } catch (ArithmeticException e) {
            throw (ArithmeticException) new ArithmeticException("the covariance of " + rows + " embeddings of width "
                            + matrix.size(0) + " must be invertible to whiten them, and is not: they have collapsed, or"
                            + " are fewer than their width; lower the learning rate, or set a larger sub-batch, a"
                            + " narrower projector or a larger shrinkage")
                    .initCause(e);
        }
    }

    /**
     * Subtracts the mean, using differences from the first row, so that equal rows leave not even rounding errors to be
     * whitened.
     */
    private static MatrixRows centred(MatrixRows z) {
        double[] first = new double[z.columns()];
        double[] means = new double[z.columns()];
        double[] row = new double[z.columns()];
        z.read(0, first);
        for (int i = 0; i < z.rows(); i++) {
            z.read(i, row);
            for (int j = 0; j < row.length; j++) {
                means[j] += (row[j] - first[j]) / z.rows();
            }
        }
        MatrixRows centred = MatrixRows.zeros(DataType.DOUBLE, z.rows(), z.columns());
        for (int i = 0; i < z.rows(); i++) {
            z.read(i, row);
            for (int j = 0; j < row.length; j++) {
                row[j] = row[j] - first[j] - means[j];
            }
            centred.write(i, row);
        }
        return centred;
    }

    private static INDArray assign(INDArray array, double[] values) {
        array.data().asNioDouble().put(values);
        return array;
    }

    /** The result {@code [N, K]}, double: live, must not be modified, valid until {@link #close}. */
    INDArray whitened() {
        return whitened;
    }

    /**
     * Computes the gradient with respect to the input, a new detached array.
     *
     * @param gradient dLoss/dWhitened, {@code [N, K]}, double
     * @param type the type of the result
     */
    INDArray backward(INDArray gradient, DataType type) {
        int rows = Math.toIntExact(whitened.size(0));
        try (INDArray products = MatrixProduct.multiply(gradient, true, whitened, false)) {
            symmetrise(MatrixRows.of(products), (shrinkage - 1) / (rows - 1));
            try (INDArray sum = MatrixProduct.multiply(whitened, products)) {
                double[] values = sum.addi(gradient).data().asDouble();
                factor.solveUpper(values, rows);
                MatrixRows at = centred(MatrixRows.of(assign(sum, values)));
                try (INDArray result = at.array()) {
                    MatrixRows typed = MatrixRows.zeros(type, rows, at.columns());
                    typed.array().assign(result);
                    return typed.array();
                }
            }
        }
    }

    /** Mirrors the lower triangle and multiplies it by a factor. */
    private static void symmetrise(MatrixRows matrix, double factor) {
        int n = matrix.columns();
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix.read(i, lower[i]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                lower[i][j] *= factor;
                lower[j][i] = lower[i][j];
            }
        }
        for (int i = 0; i < n; i++) {
            matrix.write(i, lower[i]);
        }
    }

    @Override
    public void close() {
        whitened.close();
    }
}

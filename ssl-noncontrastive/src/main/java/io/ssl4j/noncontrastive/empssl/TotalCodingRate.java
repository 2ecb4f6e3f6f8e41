package io.ssl4j.noncontrastive.empssl;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.numerics.CholeskyFactor;
import io.ssl4j.core.numerics.MatrixProduct;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The total coding rate, which measures over how many directions rows are spread: {@code R(Z) = 1/2 log det(I + a Z^T
 * Z)} with {@code a = K / (N distortion)} for N rows of K columns, in nats (Yu et al. 2020, "Learning Diverse and
 * Discriminative Representations via the Principle of Maximal Coding Rate Reduction", arXiv:2006.08558). Its gradient
 * is {@code a Z (I + a Z^T Z)^-1 = a (I + a Z Z^T)^-1 Z}; with fewer rows than columns the smaller {@code Z Z^T} is
 * factored, whose determinant is the same.
 */
final class TotalCodingRate {

    private TotalCodingRate() {}

    /**
     * Computes value and gradient.
     *
     * @param z {@code [N, K]}, double, all finite
     * @param distortion the squared precision to which rows are distinguished, above 0
     */
    static LossResult evaluate(INDArray z, double distortion) {
        boolean byRows = z.size(0) < z.size(1);
        double a = z.size(1) / (z.size(0) * distortion);
        // One row for each right-hand side of the linear systems for the gradient.
        try (INDArray sides = byRows ? z.transpose().dup('c') : z.dup('c');
                INDArray products = MatrixProduct.multiply(sides, true, sides, false);
                INDArray matrix = products.dup('f').muli(a)) {
            for (long i = 0; i < matrix.size(0); i++) {
                matrix.putScalar(i, i, matrix.getDouble(i, i) + 1);
            }
            CholeskyFactor factor = CholeskyFactor.of(matrix);
            double[] solved = sides.data().asDouble();
            factor.solve(solved, Math.toIntExact(sides.size(0)));
            sides.data().asNioDouble().put(solved);
            INDArray gradient = byRows ? sides.transpose().dup('c') : sides.dup('c');
            return LossResult.of(factor.logDeterminant() / 2, gradient.muli(a));
        }
    }
}

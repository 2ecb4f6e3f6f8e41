package io.ssl4j.noncontrastive.wmse;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.NegativeCosine;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.numerics.MatrixRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The squared distance between the two views' whitened embeddings at unit length.
 *
 * <p>Ermolov et al. 2021, arXiv:2007.06346: with {@code u} and {@code v} the rows of each view, whitened with the mean
 * and the covariance of only that view, as in the authors' code (htdt/self-supervised, {@code methods/w_mse.py}),
 *
 * <pre>{@code L = 1/N sum_i |u_i / |u_i| - v_i / |v_i||^2 = 2 - 2/N sum_i cos(u_i, v_i)}</pre>
 *
 * <p>Whitened embeddings cannot collapse, so no other term is needed. The value lies in 0..4. Computed in double
 * whatever the type of the input.
 */
public final class WhitenedMse implements TwoViewLoss {

    private final double shrinkage;

    /**
     * @param shrinkage s of {@code (1 - s) cov + s I}, whose Cholesky factor whitens
     * @throws IllegalArgumentException if it is not in {@code [0, 1)}
     */
    public WhitenedMse(double shrinkage) {
        this.shrinkage = requireShrinkage(shrinkage);
    }

    static double requireShrinkage(double shrinkage) {
        if (!(shrinkage >= 0 && shrinkage < 1)) {
            throw new IllegalArgumentException("the shrinkage must be at least 0 and below 1, got " + shrinkage
                    + "; the authors' code has 0, which only embeddings that vary in all directions allow");
        }
        return shrinkage;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ArithmeticException if a view's covariance is singular and the shrinkage too small to help
     */
    @Override
    public LossResult evaluate(INDArray z1, INDArray z2) {
        Embeddings.requirePair(z1, z2);
        if (!isFinite(z1) || !isFinite(z2)) {
            return LossResult.of(Double.NaN, notANumber(z1), notANumber(z2));
        }
        try (Whitening w1 = Whitening.of(z1, shrinkage);
                Whitening w2 = Whitening.of(z2, shrinkage)) {
            LossResult there = NegativeCosine.evaluate(w1.whitened(), w2.whitened());
            LossResult back = NegativeCosine.evaluate(w2.whitened(), w1.whitened());
            try (INDArray gradient1 = there.gradient();
                    INDArray gradient2 = back.gradient()) {
                return LossResult.of(
                                there.value(),
                                w1.backward(gradient1, z1.dataType()),
                                w2.backward(gradient2, z2.dataType()))
                        .scaled(2, 2);
            }
        }
    }

    private static boolean isFinite(INDArray z) {
        MatrixRows rows = MatrixRows.of(z);
        double[] row = new double[rows.columns()];
        double sum = 0;
        for (int i = 0; i < rows.rows(); i++) {
            rows.read(i, row);
            for (double value : row) {
                sum += 0 * value;
            }
        }
        return sum == 0;
    }

    private static INDArray notANumber(INDArray z) {
        return MatrixRows.zeros(z.dataType(), z.size(0), z.size(1)).array().addi(Double.NaN);
    }
}

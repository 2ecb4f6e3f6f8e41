package io.ssl4j.noncontrastive.wmse;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.NegativeCosine;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.numerics.MatrixRows;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The squared distance between the views' whitened embeddings at unit length, averaged over the pairs of views.
 *
 * <p>Ermolov et al. 2021, arXiv:2007.06346, equation 6: with {@code u} and {@code v} the rows of two views, each
 * whitened with the mean and the covariance of only that view, as in the authors' code (htdt/self-supervised, {@code
 * methods/w_mse.py}),
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
        return evaluate(List.of(z1, z2));
    }

    /**
     * Computes the mean over all pairs of views, each of which is whitened once.
     *
     * @param views {@code [N, K]} each, at least two
     * @return the value and a gradient for each view
     * @throws IllegalArgumentException if there are fewer than two views, or their shapes or types differ
     * @throws ArithmeticException if a view's covariance is singular and the shrinkage too small to help
     */
    public LossResult evaluate(List<INDArray> views) {
        if (views.size() < 2) {
            throw new IllegalArgumentException("the loss compares at least 2 views, got " + views.size());
        }
        views.subList(1, views.size()).forEach(view -> Embeddings.requirePair(views.get(0), view));
        if (!views.stream().allMatch(WhitenedMse::isFinite)) {
            return LossResult.of(
                    Double.NaN, views.stream().map(WhitenedMse::notANumber).toArray(INDArray[]::new));
        }
        List<Whitening> whitened = new ArrayList<>();
        try {
            views.forEach(view -> whitened.add(Whitening.of(view, shrinkage)));
            return compare(whitened, views.get(0).dataType());
        } finally {
            whitened.forEach(Whitening::close);
        }
    }

    private static LossResult compare(List<Whitening> views, DataType type) {
        double value = 0;
        INDArray[] gradients = new INDArray[views.size()];
        for (int i = 0; i < gradients.length; i++) {
            INDArray own = views.get(i).whitened();
            gradients[i] =
                    MatrixRows.zeros(DataType.DOUBLE, own.size(0), own.size(1)).array();
            for (int j = 0; j < gradients.length; j++) {
                if (j != i) {
                    LossResult towards =
                            NegativeCosine.evaluate(own, views.get(j).whitened());
                    value += towards.value() / 2;
                    try (INDArray gradient = towards.gradient()) {
                        gradients[i].addi(gradient);
                    }
                }
            }
        }
        for (int i = 0; i < gradients.length; i++) {
            try (INDArray atWhitened = gradients[i]) {
                gradients[i] = views.get(i).backward(atWhitened, type);
            }
        }
        int pairs = gradients.length * (gradients.length - 1) / 2;
        return LossResult.of(value, gradients).scaled(2.0 / pairs, 2);
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

package io.ssl4j.noncontrastive.barlowtwins;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.MatrixRows;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss that drives the cross-correlation matrix of two views to the identity.
 *
 * <p>Zbontar, Jing, Misra, LeCun, Deny 2021, "Barlow Twins: Self-Supervised Learning via Redundancy Reduction",
 * arXiv:2103.03230, equations 1 and 2. With {@code s1, s2} the views standardised over the batch,
 *
 * <pre>{@code C = s1^T s2 / N
 * L = sum_i (1 - C_ii)^2 + lambda sum_i sum_{j != i} C_ij^2}</pre>
 *
 * <p>The standardisation uses the biased variance and adds 1e-5 to it, like the batch norm of the reference code. A
 * constant column therefore has correlation 0 and no gradient, and the loss of perfect views is above 0 by {@code sum
 * (eps / (var + eps))^2}. The scale factor of the reference code is left to the learning rate.
 */
public final class BarlowTwinsLoss implements TwoViewLoss {

    /** The term {@code sum_i (1 - C_ii)^2}. */
    public static final String INVARIANCE = "invariance";

    /** The term {@code sum_i sum_{j != i} C_ij^2}, before its weight lambda. */
    public static final String REDUNDANCY = "redundancy";

    private final double lambda;

    /**
     * @param lambda the weight of the off-diagonal entries, at least 0
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public BarlowTwinsLoss(double lambda) {
        this.lambda = requireLambda(lambda);
    }

    static double requireLambda(double lambda) {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException(
                    "lambda must be finite and at least 0, got " + lambda + "; the paper uses 0.005");
        }
        return lambda;
    }

    @Override
    public LossResult evaluate(INDArray z1, INDArray z2) {
        Embeddings.requirePair(z1, z2);
        try (BatchStandardization s1 = BatchStandardization.of(z1);
                BatchStandardization s2 = BatchStandardization.of(z2);
                INDArray c = MatrixProduct.multiply(s1.standardized(), true, s2.standardized(), false)) {
            Map<String, Double> terms = toGradient(MatrixRows.of(c), z1.size(0));
            try (INDArray at1 = MatrixProduct.multiply(s2.standardized(), false, c, true);
                    INDArray at2 = MatrixProduct.multiply(s1.standardized(), c)) {
                return new LossResult(
                        terms.get(INVARIANCE) + lambda * terms.get(REDUNDANCY),
                        List.of(s1.backward(at1), s2.backward(at2)),
                        terms);
            }
        }
    }

    /** Computes the terms of the loss from {@code N C}, and replaces it by dLoss/dC divided by N. */
    private Map<String, Double> toGradient(MatrixRows c, double n) {
        double[] row = new double[c.columns()];
        double invariance = 0;
        double redundancy = 0;
        for (int i = 0; i < row.length; i++) {
            c.read(i, row);
            double toOne = 1 - row[i] / n;
            for (int j = 0; j < row.length; j++) {
                double cij = row[j] / n;
                redundancy += j == i ? 0 : cij * cij;
                row[j] = 2 * lambda * cij / n;
            }
            invariance += toOne * toOne;
            row[i] = -2 * toOne / n;
            c.write(i, row);
        }
        return Map.of(INVARIANCE, invariance, REDUNDANCY, redundancy);
    }
}

package io.ssl4j.noncontrastive.byol;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.NegativeCosine;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean squared distance of unit vectors, {@code L = 1/n sum_i | p_i/|p_i| - t_i/|t_i| |^2 = 1/n sum_i 2 - 2
 * cos(p_i, t_i)}, in 0..4: Grill et al. 2020, arXiv:2006.07733, equation 2. Targets get no gradient. Zero rows, as in
 * {@link NegativeCosine}, have cosine 0 and cost 2.
 */
public final class ByolLoss {

    private ByolLoss() {}

    /**
     * Computes value and gradient.
     *
     * @param predictions {@code [n, K]}, float or double
     * @param targets {@code [n, K]}, row i the target of prediction i; a constant
     * @return the value and the gradient with respect to the predictions only
     * @throws IllegalArgumentException if the shapes or types differ
     */
    public static LossResult evaluate(INDArray predictions, INDArray targets) {
        return NegativeCosine.evaluate(predictions, targets).scaled(2, 2);
    }
}

package io.ssl4j.core.loss;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss over the embeddings of two views of the same samples. Row i of each view comes from sample i. Inputs are never
 * changed; results are new, detached arrays that the caller may close.
 */
public interface TwoViewLoss {

    /**
     * Computes value and gradients.
     *
     * @param z1 {@code [N, K]}, the first views, float or double
     * @param z2 {@code [N, K]}, the second views
     * @return the value and the gradients dLoss/dz1 and dLoss/dz2, {@code [N, K]} each
     * @throws IllegalArgumentException if the shapes or types differ or N is below 2
     */
    LossResult evaluate(INDArray z1, INDArray z2);

    /**
     * Computes value and gradient for both views in one array, as a network outputs them.
     *
     * @param z {@code [2N, K]}, the first N rows being the first views
     * @return the value and one gradient, {@code [2N, K]}
     * @throws IllegalArgumentException if the number of rows is odd or below 4
     */
    default LossResult evaluateStacked(INDArray z) {
        Embeddings.requireStack(z);
        try (INDArray z1 = Embeddings.half(z, 0);
                INDArray z2 = Embeddings.half(z, 1)) {
            LossResult loss = evaluate(z1, z2);
            try (INDArray gradient1 = loss.gradient(0);
                    INDArray gradient2 = loss.gradient(1)) {
                INDArray gradient = Embeddings.stack(gradient1, gradient2);
                return new LossResult(loss.value(), List.of(gradient), loss.terms());
            }
        }
    }
}

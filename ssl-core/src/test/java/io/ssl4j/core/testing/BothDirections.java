package io.ssl4j.core.testing;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss of predictions and constant targets whose value does not change when the two are exchanged, as a loss of two
 * views: each view has the gradient that it has as the prediction, which is then that of the value.
 *
 * @param loss of predictions and targets, with one gradient
 */
public record BothDirections(BiFunction<INDArray, INDArray, LossResult> loss) implements TwoViewLoss {

    @Override
    public LossResult evaluate(INDArray z1, INDArray z2) {
        Embeddings.requirePair(z1, z2);
        LossResult there = loss.apply(z1, z2);
        LossResult back = loss.apply(z2, z1);
        return LossResult.of(there.value(), there.gradient(), back.gradient());
    }
}

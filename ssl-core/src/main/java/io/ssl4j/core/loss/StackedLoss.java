package io.ssl4j.core.loss;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A loss of two views that compares all their rows with each other, and is therefore computed on their stack. */
public interface StackedLoss extends TwoViewLoss {

    @Override
    LossResult evaluateStacked(INDArray z);

    @Override
    default LossResult evaluate(INDArray z1, INDArray z2) {
        Embeddings.requirePair(z1, z2);
        try (INDArray z = Embeddings.stack(z1, z2)) {
            LossResult loss = evaluateStacked(z);
            try (INDArray gradient = loss.gradient()) {
                List<INDArray> gradients = List.of(Embeddings.half(gradient, 0), Embeddings.half(gradient, 1));
                return new LossResult(loss.value(), gradients, loss.terms());
            }
        }
    }
}

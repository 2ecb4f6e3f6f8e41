package io.ssl4j.core.loss;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss value together with its gradient. A loss is a pure function: it never changes its inputs, and it returns the
 * gradient for {@code Pass.backward}.
 *
 * @param value the loss
 * @param gradients dLoss/dInput for each differentiable input, in argument order, each with its input's shape
 * @param terms named parts of the loss and values worth logging
 */
public record LossResult(double value, List<INDArray> gradients, Map<String, Double> terms) {

    public LossResult {
        gradients = List.copyOf(gradients);
        terms = Map.copyOf(terms);
    }

    /** Makes the result of a loss without named terms. */
    public static LossResult of(double value, INDArray... gradients) {
        return new LossResult(value, List.of(gradients), Map.of());
    }

    /** The gradient of a loss with one differentiable input. */
    public INDArray gradient() {
        if (gradients.size() != 1) {
            throw new IllegalStateException(
                    "this loss has " + gradients.size() + " differentiable inputs; use gradient(index)");
        }
        return gradients.get(0);
    }

    /**
     * Returns the loss {@code factor * value + offset}; the gradients are scaled in place, the terms are not changed.
     */
    public LossResult scaled(double factor, double offset) {
        gradients.forEach(gradient -> gradient.muli(factor));
        return new LossResult(factor * value + offset, gradients, terms);
    }

    /** The gradient of one input. */
    public INDArray gradient(int input) {
        return gradients.get(input);
    }
}

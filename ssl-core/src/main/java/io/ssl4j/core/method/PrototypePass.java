package io.ssl4j.core.method;

import io.ssl4j.core.loss.MatrixProduct;
import io.ssl4j.core.loss.RowNormalization;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Pass;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A pass through {@link Prototypes}. */
final class PrototypePass implements Pass {

    private final Parameters parameters;
    private final INDArray input;
    private final RowNormalization unit;
    private final INDArray weights;
    private final INDArray output;
    private boolean closed;

    PrototypePass(Parameters parameters, INDArray input, INDArray weights, boolean unitWeights) {
        this.parameters = parameters;
        this.input = input;
        this.unit = unitWeights ? RowNormalization.of(weights) : null;
        this.weights = unitWeights ? unit.unit() : weights;
        this.output = MatrixProduct.multiply(input, false, this.weights, true);
    }

    @Override
    public INDArray output() {
        return output;
    }

    @Override
    public INDArray output(String name) {
        return output;
    }

    /** The result is a new array that the caller may close. */
    @Override
    public INDArray backward(INDArray gradient) {
        if (closed) {
            throw new IllegalStateException("this pass was closed or already run backward");
        }
        if (!Arrays.equals(gradient.shape(), output.shape())) {
            throw new IllegalArgumentException("the gradient must have the output's shape "
                    + Arrays.toString(output.shape()) + ", got " + Arrays.toString(gradient.shape()));
        }
        try (INDArray atWeights = MatrixProduct.multiply(gradient, true, input, false)) {
            if (unit == null) {
                parameters.accumulate(atWeights.reshape(atWeights.length()));
            } else {
                try (INDArray through = unit.backward(atWeights)) {
                    parameters.accumulate(through.reshape(through.length()));
                }
            }
        }
        INDArray atInput = MatrixProduct.multiply(gradient, weights);
        close();
        return atInput;
    }

    @Override
    public Map<String, INDArray> backward(Map<String, INDArray> gradients) {
        return Map.of("input", backward(gradients.get("output")));
    }

    /** Gives back the unit weights; the output stays readable, as with every pass, until it is garbage. */
    @Override
    public void close() {
        if (!closed && unit != null) {
            unit.close();
        }
        closed = true;
    }
}

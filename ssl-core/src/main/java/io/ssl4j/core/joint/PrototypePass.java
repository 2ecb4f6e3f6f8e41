package io.ssl4j.core.joint;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A pass through {@link Prototypes}. */
final class PrototypePass implements Pass {

    private final Parameters parameters;
    private final INDArray input;
    private final RowNormalization unitInput;
    private final RowNormalization unitWeight;
    private final INDArray weights;
    private final INDArray output;
    private final List<INDArray> spent;
    private boolean closed;

    /** @param spent takes what is not needed after the next pass has begun */
    PrototypePass(
            Parameters parameters,
            INDArray input,
            INDArray weights,
            boolean unitInputs,
            boolean unitWeights,
            List<INDArray> spent) {
        this.parameters = parameters;
        this.spent = spent;
        this.unitInput = unitInputs ? RowNormalization.of(input) : null;
        this.input = unitInputs ? unitInput.unit() : input;
        this.unitWeight = unitWeights ? RowNormalization.of(weights) : null;
        this.weights = unitWeights ? unitWeight.unit() : weights;
        this.output = MatrixProduct.multiply(this.input, false, this.weights, true);
    }

    @Override
    public INDArray output() {
        return output;
    }

    @Override
    public INDArray output(String name) {
        return output;
    }

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
            accumulate(atWeights);
        }
        INDArray atInput = MatrixProduct.multiply(gradient, weights);
        INDArray result = unitInput == null ? atInput : unitInput.backward(atInput);
        if (result != atInput) {
            atInput.close();
        }
        spent.add(result);
        close();
        return result;
    }

    private void accumulate(INDArray atWeights) {
        if (unitWeight == null) {
            parameters.accumulate(atWeights.reshape(atWeights.length()));
            return;
        }
        try (INDArray atParameters = unitWeight.backward(atWeights)) {
            parameters.accumulate(atParameters.reshape(atParameters.length()));
        }
    }

    @Override
    public Map<String, INDArray> backward(Map<String, INDArray> gradients) {
        return Map.of("input", backward(gradients.get("output")));
    }

    /** Gives back what was brought to unit length; the output stays readable until the next pass begins. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        spent.add(output);
        if (unitInput != null) {
            unitInput.close();
        }
        if (unitWeight != null) {
            unitWeight.close();
        }
    }
}

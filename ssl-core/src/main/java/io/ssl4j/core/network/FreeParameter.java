package io.ssl4j.core.network;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A tensor that is trained on its own: a mask token, a temperature, position embeddings. It has no input; its output is
 * its value.
 *
 * <pre>{@code
 * FreeParameter token = FreeParameter.of("mask-token", Nd4j.zeros(1, 192));
 * try (Pass pass = token.forward()) {
 *     ... pass.output() ...          // [1, 192], live
 *     pass.backward(gradient);
 * }
 * }</pre>
 */
public final class FreeParameter implements Network {

    private static final String VALUE = "value";

    private final String name;
    private final Parameters parameters;
    private final INDArray value;

    private FreeParameter(String name, INDArray initial) {
        this.name = name;
        this.parameters = Parameters.of(name, SegmentKind.WEIGHT, initial);
        this.value = parameters.values().reshape('c', initial.shape());
    }

    /**
     * Makes a parameter with an initial value.
     *
     * @param name unique within a method
     * @param initial float or double, any shape; copied
     */
    public static FreeParameter of(String name, INDArray initial) {
        return new FreeParameter(name, initial);
    }

    /** The value: live. */
    public INDArray value() {
        return value;
    }

    /** Begins a pass whose output is the value. */
    public Pass forward() {
        return forward(Map.of(), PassMode.JOINT);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public List<String> inputNames() {
        return List.of();
    }

    @Override
    public List<String> outputNames() {
        return List.of(VALUE);
    }

    @Override
    public Pass forward(Map<String, Rows> inputs, PassMode mode) {
        return new ValuePass();
    }

    @Override
    public Map<String, INDArray> infer(Map<String, Rows> inputs) {
        return Map.of(VALUE, value.dup('c'));
    }

    @Override
    public boolean givesInputGradient() {
        return false;
    }

    @Override
    public FreeParameter copy(String newName) {
        return new FreeParameter(newName, value);
    }

    private final class ValuePass implements Pass {

        @Override
        public INDArray output() {
            return value;
        }

        @Override
        public INDArray output(String output) {
            return value;
        }

        @Override
        public INDArray backward(INDArray gradient) {
            if (!gradient.equalShapes(value)) {
                throw new IllegalArgumentException("the gradient must have the shape of parameter '" + name + "', "
                        + java.util.Arrays.toString(value.shape()) + ", got "
                        + java.util.Arrays.toString(gradient.shape()));
            }
            parameters.accumulate(gradient.reshape('c', new long[] {gradient.length()}));
            return org.nd4j.linalg.factory.Nd4j.empty(gradient.dataType());
        }

        @Override
        public Map<String, INDArray> backward(Map<String, INDArray> gradients) {
            backward(gradients.get(VALUE));
            return Map.of();
        }

        @Override
        public void close() {
            // the value is the parameter itself
        }
    }
}

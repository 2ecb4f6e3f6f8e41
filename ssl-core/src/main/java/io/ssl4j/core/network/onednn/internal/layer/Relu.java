package io.ssl4j.core.network.onednn.internal.layer;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinearDerivative;
import org.nd4j.linalg.factory.Nd4j;

/** The plain ReLU on ND4J, for the fallback path, and a check for it. */
public final class Relu {

    private Relu() {}

    /** Returns whether an activation is max(x, 0) without upper bound, threshold or slope. */
    public static boolean isPlain(IActivation activation) {
        return activation instanceof ActivationReLU relu
                && activation.getClass() == ActivationReLU.class
                && relu.getMax() == null
                && relu.getThreshold() == null
                && relu.getNegativeSlope() == null;
    }

    /** Writes max(x, 0). */
    static void forward(INDArray input, INDArray output) {
        Nd4j.getExecutioner().exec(new RectifiedLinear(input, output));
    }

    /** Writes the gradient where the output (or, equally, the input) was positive and 0 elsewhere. */
    static void backward(INDArray output, INDArray outputGradient, INDArray inputGradient) {
        Nd4j.getExecutioner().exec(new RectifiedLinearDerivative(output, outputGradient, inputGradient, 0.0));
    }
}

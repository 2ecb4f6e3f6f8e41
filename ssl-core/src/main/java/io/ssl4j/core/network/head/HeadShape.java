package io.ssl4j.core.network.head;

import java.util.List;
import java.util.Objects;

/**
 * The shape of a head without its input width: a method's configuration holds one, and the encoder determines the input
 * width. A hidden layer is linear, batch norm, ReLU; the output is linear, batch norm.
 *
 * @param hidden widths of the hidden layers; empty for a single linear map
 * @param outputs width of the output
 * @param hiddenNorm the batch norm of the hidden layers, before their ReLU
 * @param outputNorm the batch norm of the output
 * @param hiddenBias whether the linear maps of the hidden layers have a bias. A batch norm after it takes it out again,
 *     so that it changes nothing but the number of parameters
 * @param outputBias whether the linear map of the output has a bias
 */
public record HeadShape(
        List<Integer> hidden,
        int outputs,
        HeadNorm hiddenNorm,
        HeadNorm outputNorm,
        boolean hiddenBias,
        boolean outputBias) {

    public HeadShape {
        hidden = List.copyOf(hidden);
        Objects.requireNonNull(hiddenNorm, "hiddenNorm");
        Objects.requireNonNull(outputNorm, "outputNorm");
        if (outputs < 1 || hidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException(
                    "the widths of a head must be at least 1, got hidden " + hidden + " and output " + outputs);
        }
    }

    /** Returns hidden layers with batch norm and a linear output, all with biases. */
    public static HeadShape of(int outputs, Integer... hidden) {
        return new HeadShape(List.of(hidden), outputs, HeadNorm.AFFINE, HeadNorm.NONE, true, true);
    }

    /** Returns hidden layers and an output with batch norm, and hence without biases. */
    public static HeadShape normalized(int outputs, Integer... hidden) {
        return new HeadShape(List.of(hidden), outputs, HeadNorm.AFFINE, HeadNorm.AFFINE, false, false);
    }

    /** Returns hidden layers without batch norm and a linear output, all with biases. */
    public static HeadShape withoutNorm(int outputs, Integer... hidden) {
        return of(outputs, hidden).withHiddenNorm(HeadNorm.NONE);
    }

    public HeadShape withHidden(List<Integer> widths) {
        return new HeadShape(widths, outputs, hiddenNorm, outputNorm, hiddenBias, outputBias);
    }

    public HeadShape withOutputs(int width) {
        return new HeadShape(hidden, width, hiddenNorm, outputNorm, hiddenBias, outputBias);
    }

    public HeadShape withHiddenNorm(HeadNorm norm) {
        return new HeadShape(hidden, outputs, norm, outputNorm, hiddenBias, outputBias);
    }

    public HeadShape withOutputNorm(HeadNorm norm) {
        return new HeadShape(hidden, outputs, hiddenNorm, norm, hiddenBias, outputBias);
    }

    public HeadShape withHiddenBias(boolean bias) {
        return new HeadShape(hidden, outputs, hiddenNorm, outputNorm, bias, outputBias);
    }

    public HeadShape withOutputBias(boolean bias) {
        return new HeadShape(hidden, outputs, hiddenNorm, outputNorm, hiddenBias, bias);
    }

    /** Returns the head for inputs of a given width. */
    public MlpHead on(int inputs, String name) {
        return new MlpHead(name, inputs, this);
    }
}

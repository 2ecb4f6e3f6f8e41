package io.ssl4j.core.network;

import java.util.List;

/**
 * The shape of a head without its input width: a method's configuration holds one, and the encoder determines the input
 * width.
 *
 * @param hidden widths of the hidden layers; empty for a single linear map
 * @param outputs width of the output
 * @param hiddenNorm whether batch norm follows each hidden linear layer, before its ReLU
 * @param outputNorm whether batch norm follows the last linear layer
 */
public record HeadShape(List<Integer> hidden, int outputs, boolean hiddenNorm, boolean outputNorm) {

    public HeadShape {
        hidden = List.copyOf(hidden);
        if (outputs < 1 || hidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException(
                    "the widths of a head must be at least 1, got hidden " + hidden + " and output " + outputs);
        }
    }

    /** Returns the usual projector: hidden layers with batch norm and ReLU, then a linear map. */
    public static HeadShape of(int outputs, Integer... hidden) {
        return new HeadShape(List.of(hidden), outputs, true, false);
    }

    public HeadShape withHidden(List<Integer> widths) {
        return new HeadShape(widths, outputs, hiddenNorm, outputNorm);
    }

    public HeadShape withOutputs(int width) {
        return new HeadShape(hidden, width, hiddenNorm, outputNorm);
    }

    public HeadShape withHiddenNorm(boolean norm) {
        return new HeadShape(hidden, outputs, norm, outputNorm);
    }

    public HeadShape withOutputNorm(boolean norm) {
        return new HeadShape(hidden, outputs, hiddenNorm, norm);
    }

    /** Returns the head for inputs of a given width. */
    public MlpHead on(int inputs, String name) {
        return new MlpHead(name, inputs, hidden, outputs, hiddenNorm, outputNorm);
    }
}

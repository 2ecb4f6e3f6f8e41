package io.ssl4j.core.network;

import java.util.List;

/**
 * The shape of a head before it is known what it sits on: a method's configuration has one, an encoder gives the input
 * width.
 *
 * @param hidden widths of the hidden layers; empty for a single linear map
 * @param outputs width of the output
 * @param hiddenNorm batch norm after each hidden linear layer, before its ReLU
 * @param outputNorm batch norm after the last linear layer
 */
public record HeadShape(List<Integer> hidden, int outputs, boolean hiddenNorm, boolean outputNorm) {

    public HeadShape {
        hidden = List.copyOf(hidden);
        if (outputs < 1 || hidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException(
                    "the widths of a head must be at least 1, got hidden " + hidden + " and output " + outputs);
        }
    }

    /** Hidden layers with batch norm and ReLU, then a linear map: the usual projector. */
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

    /** The head on inputs of a width. */
    public MlpHead on(int inputs, String name) {
        return new MlpHead(name, inputs, hidden, outputs, hiddenNorm, outputNorm);
    }
}

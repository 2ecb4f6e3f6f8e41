package io.ssl4j.core.network;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The architecture of a projection or prediction head: linear layers with ReLU between them, batch-normalised or not.
 *
 * @param name the network's name: "projector", "predictor"
 * @param inputs width of the input
 * @param hidden widths of the hidden layers; empty for a single linear map
 * @param outputs width of the output
 * @param hiddenNorm batch norm after each hidden linear layer, before its ReLU
 * @param outputNorm batch norm after the last linear layer
 */
public record MlpHead(
        String name, int inputs, List<Integer> hidden, int outputs, boolean hiddenNorm, boolean outputNorm) {

    public MlpHead {
        hidden = List.copyOf(hidden);
        if (inputs < 1 || outputs < 1 || hidden.stream().anyMatch(w -> w < 1)) {
            throw new IllegalArgumentException(
                    "widths must be at least 1, got " + inputs + " -> " + hidden + " -> " + outputs);
        }
    }

    /** Linear, batch norm, ReLU, linear: the projector of SimCLR and its kin. */
    public static MlpHead of(String name, int inputs, int hidden, int outputs) {
        return new MlpHead(name, inputs, List.of(hidden), outputs, true, false);
    }

    /** A single linear map. */
    public static MlpHead linear(String name, int inputs, int outputs) {
        return new MlpHead(name, inputs, List.of(), outputs, false, false);
    }

    public MlpHead withHidden(Integer... widths) {
        return new MlpHead(name, inputs, List.of(widths), outputs, hiddenNorm, outputNorm);
    }

    public MlpHead withHiddenNorm(boolean norm) {
        return new MlpHead(name, inputs, hidden, outputs, norm, outputNorm);
    }

    public MlpHead withOutputNorm(boolean norm) {
        return new MlpHead(name, inputs, hidden, outputs, hiddenNorm, norm);
    }

    /** A network with PyTorch's default initialisation, float. */
    public Network build(long seed) {
        return build(seed, DataType.FLOAT);
    }

    public Network build(long seed, DataType type) {
        throw new UnsupportedOperationException("not written yet: " + seed + type);
    }
}

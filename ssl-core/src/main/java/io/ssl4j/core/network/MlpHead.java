package io.ssl4j.core.network;

import io.ssl4j.core.random.RandomKey;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The architecture of a projection or prediction head: linear layers with ReLU in between, with or without batch norm.
 *
 * @param name the network's name: "projector", "predictor"
 * @param inputs width of the input
 * @param hidden widths of the hidden layers; empty for a single linear map
 * @param outputs width of the output
 * @param hiddenNorm whether batch norm follows each hidden linear layer, before its ReLU
 * @param outputNorm whether batch norm follows the last linear layer
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

    /** Returns the projector of SimCLR and similar methods: linear, batch norm, ReLU, linear. */
    public static MlpHead of(String name, int inputs, int hidden, int outputs) {
        return new MlpHead(name, inputs, List.of(hidden), outputs, true, false);
    }

    /** Returns a single linear map. */
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

    /**
     * Builds a float network with PyTorch's default initialisation.
     *
     * @param seed the seed for the initial weights. Heads with different names get different initial weights from the
     *     same seed
     */
    public Network build(long seed) {
        return build(seed, DataType.FLOAT);
    }

    /** As {@link #build(long)}, in float or double; a head computes in the data type of its encoder. */
    public Network build(long seed, DataType type) {
        ComputationGraphConfiguration.GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(inputs));
        String last = "input";
        int width = inputs;
        for (int i = 0; i <= hidden.size(); i++) {
            boolean isOutput = i == hidden.size();
            int next = isOutput ? outputs : hidden.get(i);
            String layer = "layer" + (i + 1);
            graph.addLayer(
                    layer + "_linear",
                    new DenseLayer.Builder()
                            .nIn(width)
                            .nOut(next)
                            .activation(Activation.IDENTITY)
                            .build(),
                    last);
            last = layer + "_linear";
            if (isOutput ? outputNorm : hiddenNorm) {
                graph.addLayer(
                        layer + "_norm",
                        new BatchNormalization.Builder()
                                .nIn(next)
                                .nOut(next)
                                .eps(1e-5)
                                .decay(0.9)
                                .useLogStd(false)
                                .build(),
                        last);
                last = layer + "_norm";
            }
            if (!isOutput) {
                graph.addLayer(
                        layer + "_relu",
                        new ActivationLayer.Builder()
                                .activation(Activation.RELU)
                                .build(),
                        last);
                last = layer + "_relu";
            }
            width = next;
        }
        ComputationGraph built = new ComputationGraph(
                graph.setOutputs(last).validateOutputLayerConfig(false).build());
        built.init();
        GraphNetwork network = GraphNetwork.of(name, built);
        Initialization.FAN_IN_UNIFORM.apply(
                network.parameters(), RandomKey.of(seed).child(name));
        return network;
    }
}

package io.ssl4j.core.network.head;

import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Initialization;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.random.RandomKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A projection or prediction head: linear layers with ReLU in between, with or without batch norm and biases.
 *
 * @param name the network's name: "projector", "predictor"
 * @param inputs width of the input
 * @param shape its layers
 */
public record MlpHead(String name, int inputs, HeadShape shape) {

    public MlpHead {
        Objects.requireNonNull(shape, "shape");
        if (inputs < 1) {
            throw new IllegalArgumentException("a head needs inputs of width 1 or more, got " + inputs);
        }
    }

    /** Returns the usual projector: linear, batch norm, ReLU, linear, with biases. */
    public static MlpHead of(String name, int inputs, int hidden, int outputs) {
        return HeadShape.of(outputs, hidden).on(inputs, name);
    }

    /** Returns a single linear map with a bias. */
    public static MlpHead linear(String name, int inputs, int outputs) {
        return HeadShape.withoutNorm(outputs).on(inputs, name);
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
        Layers layers = new Layers(inputs, type);
        for (int width : shape.hidden()) {
            layers.add(width, shape.hiddenBias(), shape.hiddenNorm()).relu();
        }
        layers.add(shape.outputs(), shape.outputBias(), shape.outputNorm());
        GraphNetwork network = GraphNetwork.of(name, layers.build()).withFixed(layers.fixed);
        Initialization.FAN_IN_UNIFORM.apply(
                network.parameters(), RandomKey.of(seed).child(name));
        return network;
    }

    /** The layers so far; those of the i-th linear map are called "layer" and i. */
    private static final class Layers {

        private final ComputationGraphConfiguration.GraphBuilder graph;
        private final List<String> fixed = new ArrayList<>();
        private String last = "input";
        private int width;
        private int count;

        Layers(int inputs, DataType type) {
            width = inputs;
            graph = new NeuralNetConfiguration.Builder()
                    .dataType(type)
                    .updater(new NoOp())
                    .graphBuilder()
                    .addInputs(last)
                    .setInputTypes(InputType.feedForward(inputs));
        }

        Layers add(int outputs, boolean bias, HeadNorm norm) {
            count++;
            DenseLayer linear = new DenseLayer.Builder()
                    .nIn(width)
                    .nOut(outputs)
                    .hasBias(bias)
                    .activation(Activation.IDENTITY)
                    .build();
            append("layer" + count + "_linear", linear);
            width = outputs;
            return norm == HeadNorm.NONE ? this : norm("layer" + count + "_norm", norm);
        }

        private Layers norm(String layer, HeadNorm norm) {
            append(
                    layer,
                    new BatchNormalization.Builder()
                            .nIn(width)
                            .nOut(width)
                            .eps(1e-5)
                            .decay(0.9)
                            .useLogStd(false)
                            .lockGammaBeta(norm == HeadNorm.PLAIN)
                            .build());
            if (norm == HeadNorm.SCALE) {
                fixed.add(layer + "_" + BatchNormalizationParamInitializer.BETA);
            }
            return this;
        }

        void relu() {
            append(
                    "layer" + count + "_relu",
                    new ActivationLayer.Builder().activation(Activation.RELU).build());
        }

        private void append(String layer, org.deeplearning4j.nn.conf.layers.Layer configuration) {
            graph.addLayer(layer, configuration, last);
            last = layer;
        }

        ComputationGraph build() {
            ComputationGraph built = new ComputationGraph(
                    graph.setOutputs(last).validateOutputLayerConfig(false).build());
            built.init();
            return built;
        }
    }
}

package io.ssl4j.core.network.onednn.internal.layer;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Residual networks of stock layers: 3x3 stem, stages of one basic block each, global average pool, two-layer head. */
final class ResidualGraph {

    private final ComputationGraphConfiguration.GraphBuilder builder;
    private final CNN2DFormat format;

    private ResidualGraph(DataType type, CNN2DFormat format) {
        this.format = format;
        builder = new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(7)
                .updater(new Sgd(0.1))
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .addInputs("images");
    }

    /** {@link #small} with a squared-error loss behind its output. */
    static ComputationGraphConfiguration smallWithLoss(
            DataType type, CNN2DFormat format, int size, int channels, int width, int hidden, int out) {
        ResidualGraph graph = small(type, format, width, hidden, out);
        graph.builder
                .addLayer("loss", new LossLayer.Builder(LossFunctions.LossFunction.MSE).build(), "projection")
                .setOutputs("loss");
        return graph.build(size, channels);
    }

    /** Convolution with tanh, batch norm, average pool and an output: smooth everywhere. */
    static ComputationGraphConfiguration checkable(NeuralNetConfiguration.Builder builder) {
        return builder.graphBuilder()
                .addInputs("images")
                .addLayer(
                        "conv",
                        new ConvolutionLayer.Builder(3, 3)
                                .nIn(2)
                                .nOut(3)
                                .activation(Activation.TANH)
                                .dataFormat(CNN2DFormat.NHWC)
                                .build(),
                        "images")
                .addLayer(
                        "norm",
                        new BatchNormalization.Builder()
                                .nIn(3)
                                .nOut(3)
                                .useLogStd(false)
                                .dataFormat(CNN2DFormat.NHWC)
                                .build(),
                        "conv")
                .addLayer(
                        "pool",
                        new GlobalPoolingLayer.Builder(PoolingType.AVG)
                                .poolingDimensions(1, 2)
                                .build(),
                        "norm")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                                .nIn(3)
                                .nOut(3)
                                .activation(Activation.TANH)
                                .build(),
                        "pool")
                .setOutputs("out")
                .build();
    }

    /**
     * {@code resnet-s}: stages of width, 2 width, 4 width with strides 1, 2, 2, and a head to hidden and out. The
     * output is "projection".
     */
    static ComputationGraphConfiguration small(
            DataType type, CNN2DFormat format, int size, int channels, int width, int hidden, int out) {
        ResidualGraph graph = small(type, format, width, hidden, out);
        graph.builder.setOutputs("projection");
        return graph.build(size, channels);
    }

    private static ResidualGraph small(DataType type, CNN2DFormat format, int width, int hidden, int out) {
        ResidualGraph graph = new ResidualGraph(type, format);
        String last = graph.normalized("stem", "images", width, 3, 1, 1, true);
        last = graph.block("block1", last, width, width, 1);
        last = graph.block("block2", last, width, 2 * width, 2);
        last = graph.block("block3", last, 2 * width, 4 * width, 2);
        graph.builder
                .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), last)
                .addLayer("hidden", new DenseLayer.Builder().nOut(hidden).build(), "pool")
                .addLayer(
                        "hiddenNorm",
                        new BatchNormalization.Builder().useLogStd(false).build(),
                        "hidden")
                .addLayer("hiddenRelu", new ActivationLayer(Activation.RELU), "hiddenNorm")
                .addLayer("projection", new DenseLayer.Builder().nOut(out).build(), "hiddenRelu");
        return graph;
    }

    private ComputationGraphConfiguration build(int size, int channels) {
        return builder.setInputTypes(InputType.convolutional(size, size, channels, format))
                .build();
    }

    private String block(String name, String input, int in, int out, int stride) {
        String first = normalized(name + "a", input, out, 3, stride, 1, true);
        String second = normalized(name + "b", first, out, 3, 1, 1, false);
        String shortcut = stride == 1 && in == out ? input : normalized(name + "s", input, out, 1, stride, 0, false);
        builder.addVertex(name + "Add", new ElementWiseVertex(ElementWiseVertex.Op.Add), second, shortcut);
        builder.addLayer(name, new ActivationLayer(Activation.RELU), name + "Add");
        return name;
    }

    private String normalized(String name, String input, int out, int kernel, int stride, int padding, boolean relu) {
        builder.addLayer(
                name + "Conv",
                new ConvolutionLayer.Builder(kernel, kernel)
                        .nOut(out)
                        .stride(stride, stride)
                        .padding(padding, padding)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .hasBias(false)
                        .dataFormat(format)
                        .build(),
                input);
        builder.addLayer(
                name + "Norm",
                new BatchNormalization.Builder()
                        .useLogStd(false)
                        .dataFormat(format)
                        .build(),
                name + "Conv");
        if (relu) {
            builder.addLayer(name + "Relu", new ActivationLayer(Activation.RELU), name + "Norm");
        }
        return relu ? name + "Relu" : name + "Norm";
    }
}

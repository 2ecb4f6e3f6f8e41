package io.ssl4j.examples.jmh;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/** The layers of our encoders, each as a graph of stock layers in NHWC. */
final class Layers {

    private static final String INPUT = "input";

    private Layers() {}

    /** Padding of half the kernel, no bias. */
    static ComputationGraphConfiguration convolution(int size, int in, int out, int kernel, int stride) {
        ConvolutionLayer layer = new ConvolutionLayer.Builder(kernel, kernel)
                .nIn(in)
                .nOut(out)
                .stride(stride, stride)
                .padding(kernel / 2, kernel / 2)
                .convolutionMode(ConvolutionMode.Truncate)
                .dataFormat(CNN2DFormat.NHWC)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
        return built(graph(size, in, INPUT).addLayer("convolution", layer, INPUT), "convolution");
    }

    /** Batch norm and ReLU. */
    static ComputationGraphConfiguration batchNorm(int size, int channels) {
        BatchNormalization layer = new BatchNormalization.Builder()
                .nIn(channels)
                .nOut(channels)
                .eps(1e-5)
                .decay(0.9)
                .useLogStd(false)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
        return built(withRelu(graph(size, channels, INPUT).addLayer("norm", layer, INPUT), "norm"), "relu");
    }

    /** The sum of two inputs and ReLU. */
    static ComputationGraphConfiguration residualAdd(int size, int channels) {
        return built(
                withRelu(
                        graph(size, channels, INPUT, "shortcut")
                                .addVertex("add", new ElementWiseVertex(ElementWiseVertex.Op.Add), INPUT, "shortcut"),
                        "add"),
                "relu");
    }

    /** The mean of each channel. */
    static ComputationGraphConfiguration globalAverage(int size, int channels) {
        GlobalPoolingLayer layer = new GlobalPoolingLayer.Builder(PoolingType.AVG).build();
        return built(graph(size, channels, INPUT).addLayer("pool", layer, INPUT), "pool");
    }

    /** Windows of 3 x 3 at stride 2, as behind the ImageNet stem. */
    static ComputationGraphConfiguration maxPool(int size, int channels) {
        SubsamplingLayer layer = new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(3, 3)
                .stride(2, 2)
                .padding(1, 1)
                .convolutionMode(ConvolutionMode.Truncate)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
        return built(graph(size, channels, INPUT).addLayer("pool", layer, INPUT), "pool");
    }

    private static ComputationGraphConfiguration.GraphBuilder graph(int size, int channels, String... inputs) {
        InputType[] types = new InputType[inputs.length];
        Arrays.fill(types, InputType.convolutional(size, size, channels, CNN2DFormat.NHWC));
        return new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .seed(1)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs(inputs)
                .setInputTypes(types);
    }

    private static ComputationGraphConfiguration.GraphBuilder withRelu(
            ComputationGraphConfiguration.GraphBuilder graph, String before) {
        return graph.addLayer("relu", new ActivationLayer(Activation.RELU), before);
    }

    private static ComputationGraphConfiguration built(
            ComputationGraphConfiguration.GraphBuilder graph, String output) {
        return graph.setOutputs(output).validateOutputLayerConfig(false).build();
    }
}

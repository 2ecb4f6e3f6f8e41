package io.ssl4j.core.vision.encoder;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.InitialState;
import io.ssl4j.core.network.Initialization;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Builds convolutional encoders from stock DL4J layers, with the conventions of the common residual networks: padding
 * k/2 on both sides, convolutions without bias, batch norm with epsilon 1e-5 and momentum 0.1.
 */
final class ConvNet {

    static final String INPUT = "input";
    static final String REPRESENTATION = "representation";

    private final ComputationGraphConfiguration.GraphBuilder graph;
    private final CNN2DFormat format;
    private final ImageInput input;
    private final Map<String, String> taps = new LinkedHashMap<>();
    private String last = INPUT;
    private int channels;
    private int height;
    private int width;

    ConvNet(ImageInput input, DataType type) {
        this.input = input;
        this.channels = input.channels();
        this.height = input.height();
        this.width = input.width();
        this.format = input.order() == ChannelOrder.NHWC ? CNN2DFormat.NHWC : CNN2DFormat.NCHW;
        this.graph = new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs(INPUT)
                .setInputTypes(InputType.convolutional(input.height(), input.width(), input.channels(), format));
    }

    /** The number of channels of the last layer. */
    int channels() {
        return channels;
    }

    ConvNet convolution(String name, int out, int kernel, int stride) {
        return convolution(name, out, kernel, stride, false);
    }

    private ConvNet convolution(String name, int out, int kernel, int stride, boolean bias) {
        graph.addLayer(
                name,
                new ConvolutionLayer.Builder(kernel, kernel)
                        .nIn(channels)
                        .nOut(out)
                        .stride(stride, stride)
                        .padding(kernel / 2, kernel / 2)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .dataFormat(format)
                        .hasBias(bias)
                        .activation(Activation.IDENTITY)
                        .build(),
                last);
        channels = out;
        height = afterWindow(height, kernel, stride);
        width = afterWindow(width, kernel, stride);
        return at(name);
    }

    private static int afterWindow(int size, int kernel, int stride) {
        return (size + 2 * (kernel / 2) - kernel) / stride + 1;
    }

    ConvNet batchNorm(String name) {
        graph.addLayer(
                name,
                new BatchNormalization.Builder()
                        .nIn(channels)
                        .nOut(channels)
                        .eps(1e-5)
                        .decay(0.9)
                        .useLogStd(false)
                        .dataFormat(format)
                        .build(),
                last);
        return at(name);
    }

    ConvNet relu(String name) {
        graph.addLayer(
                name, new ActivationLayer.Builder().activation(Activation.RELU).build(), last);
        return at(name);
    }

    /** Adds convolution, batch norm, ReLU. */
    ConvNet unit(String prefix, int out, int kernel, int stride) {
        return convolution(prefix + "_conv", out, kernel, stride)
                .batchNorm(prefix + "_norm")
                .relu(prefix + "_relu");
    }

    /** Adds a convolution with bias and ReLU: {@link #unit} without batch norm. */
    ConvNet plainUnit(String prefix, int out, int kernel, int stride) {
        return convolution(prefix + "_conv", out, kernel, stride, true).relu(prefix + "_relu");
    }

    ConvNet maxPool(String name, int kernel, int stride) {
        graph.addLayer(
                name,
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(kernel, kernel)
                        .stride(stride, stride)
                        .padding(kernel / 2, kernel / 2)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .dataFormat(format)
                        .build(),
                last);
        height = afterWindow(height, kernel, stride);
        width = afterWindow(width, kernel, stride);
        return at(name);
    }

    /**
     * Adds the basic block of He et al. 2016 (arXiv:1512.03385), figure 5 left: two 3x3 convolutions in parallel with a
     * shortcut.
     */
    ConvNet basicBlock(String prefix, int out, int stride) {
        String from = last;
        int in = channels;
        unit(prefix + "_1", out, 3, stride)
                .convolution(prefix + "_2_conv", out, 3, 1)
                .batchNorm(prefix + "_2_norm");
        return addShortcut(prefix, from, in, stride);
    }

    /**
     * Adds the bottleneck of He et al. 2016, figure 5 right, with the stride on the 3x3 convolution as in torchvision.
     */
    ConvNet bottleneck(String prefix, int width, int stride) {
        String from = last;
        int in = channels;
        unit(prefix + "_1", width, 1, 1)
                .unit(prefix + "_2", width, 3, stride)
                .convolution(prefix + "_3_conv", 4 * width, 1, 1)
                .batchNorm(prefix + "_3_norm");
        return addShortcut(prefix, from, in, stride);
    }

    private ConvNet addShortcut(String prefix, String from, int in, int stride) {
        String residual = last;
        int out = channels;
        String shortcut = from;
        if (stride != 1 || in != out) {
            int heightAfter = height;
            int widthAfter = width;
            last = from;
            channels = in;
            convolution(prefix + "_shortcut_conv", out, 1, stride).batchNorm(prefix + "_shortcut_norm");
            shortcut = last;
            height = heightAfter;
            width = widthAfter;
        }
        graph.addVertex(prefix + "_add", new ElementWiseVertex(ElementWiseVertex.Op.Add), residual, shortcut);
        return at(prefix + "_add").relu(prefix + "_relu");
    }

    /** Ends with a global average pool, whose output is the representation. */
    Encoder<Image> globalAverage(Initialization initialization, long seed) {
        graph.addLayer(
                REPRESENTATION,
                new GlobalPoolingLayer.Builder().poolingType(PoolingType.AVG).build(),
                last);
        return encoder(initialization, seed);
    }

    /**
     * Ends with averages over the four quarters of the image: the representation has 4 x channels numbers, quarter by
     * quarter in NHWC and channel by channel in NCHW.
     */
    Encoder<Image> quarterAverages(Initialization initialization, long seed) {
        graph.addLayer(
                "quarters",
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                        .kernelSize(height - height / 2, width - width / 2)
                        .stride(height / 2, width / 2)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .dataFormat(format)
                        .build(),
                last);
        graph.addVertex(
                REPRESENTATION,
                new PreprocessorVertex(new CnnToFeedForwardPreProcessor(2, 2, channels, format)),
                "quarters");
        return encoder(initialization, seed);
    }

    private Encoder<Image> encoder(Initialization initialization, long seed) {
        ComputationGraph built = new ComputationGraph(graph.setOutputs(REPRESENTATION)
                .validateOutputLayerConfig(false)
                .build());
        built.init();
        return Encoder.of(built, REPRESENTATION, input)
                .startedAt(new InitialState(initialization, seed))
                .withTaps(taps);
    }

    /** Names the last layer as a tap. */
    ConvNet tap(String name) {
        taps.put(name, last);
        return this;
    }

    private ConvNet at(String name) {
        last = name;
        return this;
    }
}

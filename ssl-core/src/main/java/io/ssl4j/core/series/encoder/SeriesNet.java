package io.ssl4j.core.series.encoder;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.InitialState;
import io.ssl4j.core.network.Initialization;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.util.LinkedHashMap;
import java.util.Map;
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
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Builds convolutional networks over time from stock DL4J layers: a series is an image of height 1, and all layers keep
 * its length, so that masks pass through.
 */
final class SeriesNet {

    private static final String INPUT = "input";
    private static final String REPRESENTATION = "representation";

    private final SeriesInput input;
    private final ComputationGraphConfiguration.GraphBuilder graph;
    private final Map<String, String> taps = new LinkedHashMap<>();
    private String last = INPUT;
    private int channels;

    SeriesNet(SeriesInput input, DataType type) {
        this.input = input;
        this.channels = input.channels();
        this.graph = new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs(INPUT)
                .setInputTypes(InputType.convolutional(1, input.length(), input.channels(), CNN2DFormat.NHWC));
    }

    /** Adds convolution, batch norm, ReLU. */
    SeriesNet unit(String prefix, int out, int kernel, int dilation) {
        return convolution(prefix + "_conv", out, kernel, dilation)
                .batchNorm(prefix + "_norm")
                .relu(prefix + "_relu");
    }

    /** Adds two dilated convolutions in parallel with a shortcut. */
    SeriesNet residualBlock(String prefix, int out, int kernel, int dilation) {
        String from = last;
        int in = channels;
        unit(prefix + "_1", out, kernel, dilation)
                .convolution(prefix + "_2_conv", out, kernel, dilation)
                .batchNorm(prefix + "_2_norm");
        String residual = last;
        String shortcut = from;
        if (in != out) {
            last = from;
            channels = in;
            convolution(prefix + "_shortcut_conv", out, 1, 1).batchNorm(prefix + "_shortcut_norm");
            shortcut = last;
        }
        graph.addVertex(prefix + "_add", new ElementWiseVertex(ElementWiseVertex.Op.Add), residual, shortcut);
        return at(prefix + "_add").relu(prefix + "_relu").tap(prefix);
    }

    /** Names the last layer as a tap. */
    SeriesNet tap(String name) {
        taps.put(name, last);
        return this;
    }

    private SeriesNet convolution(String name, int out, int kernel, int dilation) {
        graph.addLayer(
                name,
                new ConvolutionLayer.Builder(1, kernel)
                        .nIn(channels)
                        .nOut(out)
                        .stride(1, 1)
                        .dilation(1, dilation)
                        .padding(0, dilation * (kernel / 2))
                        .convolutionMode(ConvolutionMode.Truncate)
                        .dataFormat(CNN2DFormat.NHWC)
                        .hasBias(false)
                        .activation(Activation.IDENTITY)
                        .build(),
                last);
        channels = out;
        return at(name);
    }

    private SeriesNet batchNorm(String name) {
        graph.addLayer(
                name,
                new BatchNormalization.Builder()
                        .nIn(channels)
                        .nOut(channels)
                        .eps(1e-5)
                        .decay(0.9)
                        .useLogStd(false)
                        .dataFormat(CNN2DFormat.NHWC)
                        .build(),
                last);
        return at(name);
    }

    private SeriesNet relu(String name) {
        graph.addLayer(
                name, new ActivationLayer.Builder().activation(Activation.RELU).build(), last);
        return at(name);
    }

    private SeriesNet at(String name) {
        last = name;
        return this;
    }

    /** Ends with an average over time, whose output is the representation. */
    Encoder<Series> average(long seed) {
        graph.addLayer(
                REPRESENTATION,
                new GlobalPoolingLayer.Builder().poolingType(PoolingType.AVG).build(),
                last);
        ComputationGraph built = new ComputationGraph(graph.setOutputs(REPRESENTATION)
                .validateOutputLayerConfig(false)
                .build());
        built.init();
        return Encoder.of(built, REPRESENTATION, input)
                .startedAt(new InitialState(Initialization.FAN_IN_UNIFORM, seed))
                .withTaps(taps);
    }
}

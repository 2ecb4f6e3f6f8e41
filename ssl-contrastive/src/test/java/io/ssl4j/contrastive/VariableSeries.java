package io.ssl4j.contrastive;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.augment.Jitter;
import io.ssl4j.core.series.augment.Scaling;
import io.ssl4j.core.series.augment.SeriesAugmentation;
import io.ssl4j.core.series.augment.SeriesViews;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;

/** Twelve series of two channels and 9 to 20 time steps, with encoders and views for them. */
record VariableSeries() implements Dataset<Series> {

    static final int LONGEST = 20;

    @Override
    public int size() {
        return 12;
    }

    @Override
    public Series get(int index) {
        Random random = new Random(index);
        float[][] channels = new float[2][LONGEST - index];
        for (float[] channel : channels) {
            for (int t = 0; t < channel.length; t++) {
                channel[t] = (float) random.nextGaussian();
            }
        }
        return Series.of(channels);
    }

    /** An input whose rows are padded to a length. */
    static SeriesInput input(int length) {
        return SeriesInput.of(2, length).withVariable(true);
    }

    /** Two random copies. */
    static SeriesViews pair(SeriesInput input) {
        return SeriesViews.pair(input, SeriesAugmentation.of(Scaling.of(0.3), Jitter.of(0.5)));
    }

    /** Convolution, batch norm if wanted, ReLU and the mean over time: 8 numbers. */
    static Encoder<Series> encoder(SeriesInput input, boolean norm) {
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(3)
                .graphBuilder()
                .addInputs("series")
                .setInputTypes(InputType.convolutional(1, input.length(), input.channels(), CNN2DFormat.NHWC))
                .addLayer(
                        "convolution",
                        new ConvolutionLayer.Builder(1, 3)
                                .nOut(8)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "series");
        if (norm) {
            builder.addLayer("norm", new BatchNormalization(), "convolution");
        }
        ComputationGraph graph = new ComputationGraph(builder.addLayer(
                        "relu",
                        new ActivationLayer.Builder()
                                .activation(Activation.RELU)
                                .build(),
                        norm ? "norm" : "convolution")
                .addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "relu")
                .setOutputs("pool")
                .build());
        graph.init();
        return Encoder.of(graph, "pool", input);
    }
}

package io.ssl4j.examples.benchmark.task;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Seconds per training step of recipe S by DL4J only: its layers, its {@code fit}, its Adam. The loss is ours. */
final class StockTask {

    private final TaskMain options;
    private final Output out;

    StockTask(TaskMain options, Output out) {
        this.options = options;
        this.out = out;
    }

    void run() {
        ImageInput input = ImageInput.of(options.size, options.size, options.channels);
        Encoder<Image> encoder = Recipe.encoder(options.encoder, input);
        ComputationGraph graph = withProjector(encoder.toGraph(), encoder.representationSize());
        int rows = 2 * options.batch;
        INDArray[] images = {Nd4j.rand(DataType.FLOAT, rows, options.size, options.size, options.channels)};
        INDArray[] labels = {Nd4j.zeros(DataType.FLOAT, rows, Recipe.OUTPUTS)};
        INDArray start = graph.params().dup();
        double[] seconds = new double[options.steps];
        for (int i = 0; i < options.warmup + options.steps; i++) {
            long began = System.nanoTime();
            graph.fit(images, labels);
            if (i >= options.warmup) {
                seconds[i - options.warmup] = (System.nanoTime() - began) * 1e-9;
            }
        }
        double changed =
                graph.params().neq(start).castTo(DataType.FLOAT).meanNumber().doubleValue();
        if (changed < 0.5) {
            throw new IllegalStateException(
                    "a step must train the encoder too, but only " + changed + " of the parameters changed");
        }
        out.figure("stepSeconds", Output.median(seconds));
    }

    private static ComputationGraph withProjector(ComputationGraph encoder, int width) {
        String representation = encoder.getConfiguration().getNetworkOutputs().get(0);
        return new TransferLearning.GraphBuilder(encoder)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Adam(Recipe.LEARNING_RATE))
                        .build())
                .addLayer(
                        "hidden",
                        new DenseLayer.Builder()
                                .nIn(width)
                                .nOut(Recipe.HIDDEN)
                                .activation(Activation.IDENTITY)
                                .build(),
                        representation)
                .addLayer(
                        "norm",
                        new BatchNormalization.Builder()
                                .nIn(Recipe.HIDDEN)
                                .nOut(Recipe.HIDDEN)
                                .eps(1e-5)
                                .build(),
                        "hidden")
                .addLayer("relu", new ActivationLayer(Activation.RELU), "norm")
                .addLayer(
                        "projection",
                        new DenseLayer.Builder()
                                .nIn(Recipe.HIDDEN)
                                .nOut(Recipe.OUTPUTS)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "relu")
                .addLayer(
                        "loss",
                        new LossLayer.Builder(new NtXentLossFunction())
                                .activation(Activation.IDENTITY)
                                .build(),
                        "projection")
                .setOutputs("loss")
                .build();
    }
}

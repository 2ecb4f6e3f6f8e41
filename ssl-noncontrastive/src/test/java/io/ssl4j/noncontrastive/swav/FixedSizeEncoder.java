package io.ssl4j.noncontrastive.swav;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;

/** An encoder that flattens its image: it takes one size alone. */
final class FixedSizeEncoder {

    private FixedSizeEncoder() {}

    static Encoder<Image> of(ImageInput input) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(
                        InputType.convolutional(input.height(), input.width(), input.channels(), CNN2DFormat.NHWC))
                .addLayer("dense", new DenseLayer.Builder().nOut(6).build(), "input")
                .addLayer(
                        "representation",
                        new ActivationLayer.Builder()
                                .activation(Activation.RELU)
                                .build(),
                        "dense")
                .setOutputs("representation")
                .build());
        graph.init();
        return Encoder.of(graph, "representation", input);
    }
}

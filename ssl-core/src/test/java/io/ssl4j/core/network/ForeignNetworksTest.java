package io.ssl4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.data.ImageInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Networks of DL4J's other kinds as encoders, and on into DL4J's own fine-tuning. */
class ForeignNetworksTest {

    private static final ImageInput INPUT = ImageInput.of(12, 12, 1);

    @TempDir
    Path folder;

    private static MultiLayerNetwork classifier() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(3)
                .l2(1e-4)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .dataFormat(CNN2DFormat.NHWC)
                        .build())
                .layer(new SubsamplingLayer.Builder()
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .dataFormat(CNN2DFormat.NHWC)
                        .build())
                .layer(new DenseLayer.Builder()
                        .name("features")
                        .nOut(9)
                        .activation(Activation.TANH)
                        .constrainWeights(new MaxNormConstraint(2, 1))
                        .build())
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(12, 12, 1, CNN2DFormat.NHWC))
                .build());
        network.init();
        return network;
    }

    @Test
    void aMultiLayerNetworkIsAnEncoderUpToALayer() {
        MultiLayerNetwork network = classifier();
        INDArray before = network.params().dup();
        INDArray images = Nd4j.rand(DataType.FLOAT, 5, 12, 12, 1);
        Encoder encoder = Encoder.of(network, "features", INPUT);
        assertThat(encoder.representationSize()).isEqualTo(9);
        assertThat(encoder.embed(images).shape()).containsExactly(5, 9);
        double[] expected = network.feedForward(images)
                .get(3)
                .castTo(DataType.DOUBLE)
                .reshape(45)
                .toDoubleVector();
        assertThat(encoder.embed(images).castTo(DataType.DOUBLE).reshape(45).toDoubleVector())
                .containsExactly(expected, within(1e-5));
        encoder.network().parameters().values().assign(0);
        assertThat(network.params()).isEqualTo(before);
        assertThatThrownBy(() -> Encoder.of(network, "embedding", INPUT))
                .hasMessageContaining("the representation must be a vertex of the graph, got 'embedding'");
    }

    @Test
    void whatIsIgnoredIsSaidOnce() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream err = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            Encoder.of(classifier(), "features", INPUT);
        } finally {
            System.setErr(err);
        }
        assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("is not used")))
                .hasSize(1)
                .first()
                .asString()
                .contains("constraints=[2]", "regularisation (l1, l2, weight decay)=[")
                .contains("weight decay and clipping are set on the optimiser and the trainer");
    }

    @Test
    void frozenLayersAreRefused() {
        MultiLayerNetwork frozen = new TransferLearning.Builder(classifier())
                .setFeatureExtractor(0)
                .build();
        assertThatThrownBy(() -> Encoder.of(frozen, "features", INPUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an encoder is trained as a whole, but the graph has frozen layers [")
                .hasMessageContaining("withFrozenUntilStep");
    }

    /** The file of an encoder into DL4J's transfer learning: frozen up to the representation, a new output on top. */
    @Test
    void aSavedEncoderGoesOnInTransferLearning() throws IOException {
        Path file = folder.resolve("encoder.zip");
        Encoders.tinyPlain(INPUT, 4).save(file);
        ComputationGraph stored = ModelSerializer.restoreComputationGraph(file.toFile());
        String representation = stored.getConfiguration().getNetworkOutputs().get(0);
        ComputationGraph tuned = new TransferLearning.GraphBuilder(stored)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Adam(0.01))
                        .seed(1)
                        .build())
                .setFeatureExtractor(representation)
                .addLayer(
                        "classes",
                        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                                .nIn(Encoder.load(file).representationSize())
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        representation)
                .setOutputs("classes")
                .build();
        INDArray images = Nd4j.rand(DataType.FLOAT, 16, 12, 12, 1);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, 16, 2);
        for (int i = 0; i < 16; i++) {
            images.slice(i).muli(i % 2 == 0 ? 0.3 : 1);
            labels.putScalar(i, i % 2, 1);
        }
        DataSet data = new DataSet(images, labels);
        double before = tuned.score(data);
        for (int i = 0; i < 60; i++) {
            tuned.fit(data);
        }
        assertThat(tuned.score(data)).isLessThan(0.9 * before);
        assertThat(tuned.getVertex(stored.getConfiguration()
                                .getTopologicalOrderStr()
                                .get(1))
                        .params())
                .isNotNull();
    }
}

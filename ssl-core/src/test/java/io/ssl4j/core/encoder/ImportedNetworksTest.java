package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.testing.LoggedText;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
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
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.linalg.schedule.FixedSchedule;

/** Networks of DL4J's other kinds as encoders, and on into DL4J's own fine-tuning. */
class ImportedNetworksTest {

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
        Encoder<Image> encoder = Encoder.of(network, "features", INPUT);
        assertThat(encoder.representationSize()).isEqualTo(9);
        assertThat(encoder.embed(images).shape()).containsExactly(5, 9);
        double[] expected = network.feedForward(images)
                .get(3)
                .castTo(DataType.DOUBLE)
                .reshape(45)
                .toDoubleVector();
        assertThat(encoder.embed(images).castTo(DataType.DOUBLE).reshape(45).toDoubleVector())
                .containsExactly(expected, within(1e-5));
        encoder.graphNetwork().parameters().values().assign(0);
        assertThat(network.params()).isEqualTo(before);
        assertThatThrownBy(() -> Encoder.of(network, "embedding", INPUT))
                .hasMessageContaining("the representation must be a vertex of the graph, got 'embedding'");
    }

    @Test
    void whatIsIgnoredIsSaidOnce() {
        assertThat(warning(classifier(), "features"))
                .contains(
                        "the graph's settings for regularisation (l1, l2, weight decay)=[0, 2], constraints=[2] are ignored")
                .contains("weight decay and clipping are set on the optimiser and the trainer");
    }

    @Test
    void ofManyLayersTheFirstAreNamed() {
        NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder().l2(1e-4).list();
        for (int i = 0; i < 9; i++) {
            layers.layer(new DenseLayer.Builder().nOut(2).build());
            layers.layer(new BatchNormalization()); // DL4J regularises none
        }
        MultiLayerNetwork network =
                new MultiLayerNetwork(layers.setInputType(InputType.convolutional(12, 12, 1, CNN2DFormat.NHWC))
                        .build());
        network.init();
        assertThat(warning(network, "17")).contains("=[0, 2, 4, 6, 8, 10 and 3 more] are ignored");
    }

    private static String warning(MultiLayerNetwork network, String layer) {
        List<String> warnings = LoggedText.during(() -> Encoder.of(network, layer, INPUT))
                .lines()
                .filter(line -> line.contains("are ignored"))
                .toList();
        assertThat(warnings).hasSize(1);
        return warnings.get(0);
    }

    /** DL4J's default, and so that of its zoo, is log10 of the deviation, for which there are no fast layers. */
    @Test
    void batchNormsKeepTheVariance() {
        ComputationGraph graph = normalized(DataType.FLOAT);
        INDArray images = Nd4j.rand(DataType.FLOAT, 4, 12, 12, 1);
        INDArray expected = graph.outputSingle(images);
        Encoder<Image> encoder = Encoder.of(graph, "features", INPUT);
        assertThat(encoder.embed(images).distance2(expected))
                .isLessThan(1e-5 * expected.norm2Number().doubleValue());
        assertThat(norm(encoder.toGraph()).isUseLogStd()).isFalse();
        assertThat(norm(graph).isUseLogStd()).isTrue();
    }

    /**
     * One training pass in double, where both run DL4J's own layers: decay, gradients and what becomes of the
     * statistics.
     */
    @Test
    void theirStatisticsMoveAsBefore() {
        ComputationGraph graph = normalized(DataType.DOUBLE);
        Encoder<Image> encoder = Encoder.of(graph, "features", INPUT);
        GraphNetwork logarithmic = GraphNetwork.withoutInputGradient("encoder", graph);
        INDArray images = Nd4j.rand(DataType.DOUBLE, 4, 12, 12, 1);
        INDArray gradient = Nd4j.rand(DataType.DOUBLE, 4, 3);
        for (GraphNetwork network : List.of(logarithmic, encoder.graphNetwork())) {
            try (Pass pass = network.forward(images)) {
                pass.backward(gradient);
            }
            network.parameters().applyStatistics();
        }
        INDArray expected = variance(logarithmic.toGraph());
        assertThat(encoder.toGraph().getParam("norm_var").distance2(expected)).isLessThan(1e-9);
        assertThat(variance(graph).distance2(expected)).isGreaterThan(1e-3);
        for (Segment segment : encoder.graphNetwork().parameters().segments()) {
            if (segment.kind() != SegmentKind.STATISTIC) {
                assertThat(gradient(encoder.graphNetwork(), segment).distance2(gradient(logarithmic, segment)))
                        .as(segment.name())
                        .isLessThan(1e-9);
            }
        }
    }

    private static INDArray gradient(GraphNetwork network, Segment segment) {
        return Parameters.view(network.parameters().gradients(), segment);
    }

    private static INDArray variance(ComputationGraph graph) {
        return Transforms.exp(graph.getParam("norm_log10stdev").mul(2 * Math.log(10)));
    }

    private static BatchNormalization norm(ComputationGraph graph) {
        return (BatchNormalization) graph.getLayer("norm").conf().getLayer();
    }

    private static ComputationGraph normalized(DataType type) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(4)
                .dataType(type)
                .graphBuilder()
                .addInputs("image")
                .setInputTypes(InputType.convolutional(12, 12, 1, CNN2DFormat.NHWC))
                .layer("conv", new ConvolutionLayer.Builder(3, 3).nOut(3).build(), "image")
                .layer("norm", new BatchNormalization(), "conv")
                .layer("relu", new ActivationLayer(Activation.RELU), "norm")
                .layer("features", new GlobalPoolingLayer(PoolingType.AVG), "relu")
                .setOutputs("features")
                .build());
        graph.init();
        graph.getParam("norm_log10stdev").assign(Nd4j.createFromArray(-0.5, 0.1, 0.3));
        graph.getParam("norm_mean").assign(Nd4j.createFromArray(0.4, -0.1, 0.2));
        return graph;
    }

    /** The import from Keras gives it to every layer; it would cost a mask of ones for each. */
    @Test
    void dropoutThatKeepsEverythingGoes() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).dropOut(1.0).build())
                .layer(new DenseLayer.Builder().nOut(2).dropOut(0.5).build())
                .layer(new DenseLayer.Builder()
                        .nOut(2)
                        .dropOut(new Dropout(new FixedSchedule(1)))
                        .build())
                .setInputType(InputType.convolutional(12, 12, 1, CNN2DFormat.NHWC))
                .build());
        network.init();
        ComputationGraph graph = Encoder.of(network, "2", INPUT).toGraph();
        assertThat(graph.getLayers())
                .extracting(layer -> layer.conf().getLayer().getIDropout())
                .containsExactly(null, new Dropout(0.5), new Dropout(new FixedSchedule(1)));
        assertThat(network.getLayer(0).conf().getLayer().getIDropout()).isNotNull();
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
        ImageEncoders.tinyPlain(INPUT, 4).save(file);
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

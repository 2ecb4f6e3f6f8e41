package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.network.SegmentKind;
import io.ssl4j.core.network.onednn.BatchNormFolding;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.encoder.ImageEncoders.Stem;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FrozenEncoderTest {

    private static final ImageInput INPUT = ImageInput.of(12, 10, 3);

    static Stream<Encoder<Image>> encoders() {
        return Stream.of(
                ImageEncoders.tiny(INPUT, 1),
                ImageEncoders.resNetXs(INPUT, 1),
                ImageEncoders.resNetS(INPUT, 8, 1),
                ImageEncoders.resNetS(INPUT.withOrder(ChannelOrder.NCHW), 8, 1),
                ImageEncoders.resNetS(INPUT, 8, 1, DataType.DOUBLE),
                ImageEncoders.resNet18(ImageInput.of(16, 16, 3), Stem.IMAGENET, 1));
    }

    /** Statistics and scales away from 0 and 1, where folding could not be seen. */
    private static INDArray unsettle(Encoder<Image> encoder) {
        long[] row = ImageInput.of(encoder).rowShape();
        DataType type = encoder.network().parameters().values().dataType();
        INDArray rows = Nd4j.rand(type, 9, row[0], row[1], row[2]).subi(0.3);
        encoder.graphNetwork().calibrateStatistics(List.of(Map.of("input", Rows.of(rows))));
        Random random = new Random(4);
        for (Segment segment : encoder.network().parameters().segments()) {
            if (segment.kind() != SegmentKind.WEIGHT && segment.kind() != SegmentKind.STATISTIC) {
                INDArray part = Parameters.view(encoder.network().parameters().values(), segment);
                for (long i = 0; i < part.length(); i++) {
                    part.putScalar(i, part.getDouble(i) + 0.3 * random.nextGaussian());
                }
            }
        }
        return rows;
    }

    private static void assertClose(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.distance2(expected) / expected.norm2Number().doubleValue())
                .isLessThan(1e-5);
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void embedsAsTheEncoderDoes(Encoder<Image> encoder) {
        INDArray rows = unsettle(encoder);
        assertClose(encoder.freeze().embed(rows), encoder.embed(rows));
    }

    @Test
    void manyRowsAreEmbeddedInParts() {
        Encoder<Image> encoder = ImageEncoders.tiny(INPUT, 1);
        INDArray rows = Nd4j.rand(DataType.FLOAT, 300, 12, 10, 3);
        assertClose(encoder.freeze().embed(rows), encoder.embed(rows));
    }

    @Test
    void anImageIsPreprocessedFirst() {
        ImageInput input = new ImageInput(
                12, 10, 3, ChannelOrder.NHWC, new float[] {0.1f, 0.2f, 0.3f}, new float[] {0.4f, 0.5f, 0.6f});
        Encoder<Image> encoder = ImageEncoders.tiny(input, 1);
        byte[] samples = new byte[12 * 10 * 3];
        new Random(1).nextBytes(samples);
        Image image = Image.ofBytes(12, 10, 3, samples);
        float[] expected = encoder.embed(new io.ssl4j.core.data.Dataset<>() {
                    @Override
                    public int size() {
                        return 1;
                    }

                    @Override
                    public Image get(int index) {
                        return image;
                    }
                })
                .data()
                .asFloat();
        float[] actual = encoder.freeze().embed(image);
        assertThat(actual).hasSize(encoder.representationSize());
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @Test
    void laterTrainingDoesNotReachIt() {
        Encoder<Image> encoder = ImageEncoders.resNetS(INPUT, 8, 1);
        INDArray rows = unsettle(encoder);
        FrozenEncoder<Image> frozen = encoder.freeze();
        INDArray before = frozen.embed(rows);
        encoder.network().parameters().values().muli(1.5);
        assertThat(frozen.embed(rows)).isEqualTo(before);
        assertThat(encoder.freeze().embed(rows)).isNotEqualTo(before);
    }

    @Test
    void severalThreadsEmbedAtOnce() throws Exception {
        Encoder<Image> encoder = ImageEncoders.resNetS(INPUT, 8, 1);
        FrozenEncoder<Image> frozen = encoder.freeze();
        List<INDArray> inputs = new ArrayList<>();
        List<INDArray> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            inputs.add(Nd4j.rand(DataType.FLOAT, 1 + 3 * i, 12, 10, 3));
            expected.add(encoder.freeze().embed(inputs.get(i)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<INDArray>> results = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                INDArray rows = inputs.get(i % 3);
                results.add(threads.submit(() -> frozen.embed(rows)));
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(expected.get(i % 3));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void otherRowsAreRefused() {
        FrozenEncoder<Image> frozen = ImageEncoders.tiny(INPUT, 1).freeze();
        assertThatThrownBy(() -> frozen.embed(Nd4j.zeros(DataType.FLOAT, 2, 3, 12, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[n, 12, 10, 3] with n at least 1 (12 x 10 x 3 NHWC")
                .hasMessageContaining("got [2, 3, 12, 10]");
        assertThatThrownBy(() -> frozen.embed(Nd4j.zeros(DataType.DOUBLE, 2, 12, 10, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("computes in FLOAT, got rows of DOUBLE");
    }

    @Test
    void whatOthersReadIsNotFolded() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(5, 4, 2))
                .addLayer("readTwice", convolution(2, Activation.IDENTITY), "in")
                .addLayer("norm1", norm(false), "readTwice")
                .addLayer("curved", convolution(3, Activation.TANH), "readTwice")
                .addLayer("norm2", norm(false), "curved")
                .addLayer("logarithmic", convolution(3, Activation.IDENTITY), "norm1")
                .addLayer("norm3", norm(true), "logarithmic")
                .addLayer("last", convolution(3, Activation.IDENTITY), "norm2")
                .addLayer("norm4", norm(false), "last")
                .addLayer("folded", convolution(3, Activation.IDENTITY), "norm4")
                .addLayer("norm5", norm(false), "folded")
                .addLayer(
                        "relu",
                        new ActivationLayer.Builder()
                                .activation(Activation.RELU)
                                .build(),
                        "norm5")
                .addLayer("end", convolution(3, Activation.SIGMOID), "relu")
                .setOutputs("norm3", "norm4", "end")
                .build());
        graph.init();
        graph.params().addi(Nd4j.rand(graph.params().shape()).muli(0.3));
        INDArray input = Nd4j.rand(3, 2, 5, 4);

        ComputationGraph folded = BatchNormFolding.fold(graph);

        assertThat(folded.getConfiguration().getVertices().keySet())
                .containsExactlyInAnyOrder(
                        "readTwice",
                        "norm1",
                        "curved",
                        "norm2",
                        "logarithmic",
                        "norm3",
                        "last",
                        "norm4",
                        "folded",
                        "end");
        INDArray[] expected = graph.output(input);
        INDArray[] actual = folded.output(input);
        for (int i = 0; i < expected.length; i++) {
            assertClose(actual[i], expected[i]);
        }
    }

    private static ConvolutionLayer convolution(int out, Activation activation) {
        return new ConvolutionLayer.Builder(1, 1)
                .nOut(out)
                .activation(activation)
                .build();
    }

    private static BatchNormalization norm(boolean logarithm) {
        return new BatchNormalization.Builder().useLogStd(logarithm).build();
    }
}

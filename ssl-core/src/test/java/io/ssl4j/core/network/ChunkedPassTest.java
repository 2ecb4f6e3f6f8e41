package io.ssl4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.TestArrays;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;

/** A loss over the whole batch: the square of the outputs' Gram matrix, which ties every row to every other. */
class ChunkedPassTest {

    private record Step(INDArray output, INDArray gradients, INDArray atInput) {}

    private static Step step(GraphNetwork network, INDArray input, PassMode mode) {
        Nd4j.getRandom().setSeed(11);
        network.parameters().zeroGradients();
        try (Pass pass = network.forward(input, mode)) {
            INDArray z = pass.output().dup();
            INDArray atInput = pass.backward(z.mmul(z.transpose()).mmul(z).mul(4));
            return new Step(z, network.parameters().gradients().dup(), atInput.isEmpty() ? null : atInput.dup());
        }
    }

    private static void assertSame(Step chunked, Step whole, double tolerance) {
        Agreement.assertClose("outputs", chunked.output(), whole.output(), tolerance);
        Agreement.assertClose("parameter gradients", chunked.gradients(), whole.gradients(), tolerance);
        if (whole.atInput() != null) {
            Agreement.assertClose("input gradients", chunked.atInput(), whole.atInput(), tolerance);
        }
    }

    private static INDArray images(int rows, DataType type) {
        return TestArrays.gaussian(5, rows, 12 * 12).reshape(rows, 12, 12, 1).castTo(type);
    }

    @Test
    void withoutBatchNormTheGradientIsThatOfTheWholeBatch() {
        Encoder<Image> encoder = ImageEncoders.tinyPlain(ImageInput.of(12, 12, 1), 3, DataType.DOUBLE);
        INDArray input = images(10, DataType.DOUBLE);
        Step whole = step(encoder.graphNetwork(), input, PassMode.JOINT);
        for (int rows : new int[] {1, 3, 4, 9, 10, 100}) {
            assertSame(step(encoder.inChunks(rows).graphNetwork(), input, PassMode.JOINT), whole, 1e-12);
        }
        for (int rows : new int[] {2, 4, 7}) {
            assertSame(step(encoder.inChunks(rows).graphNetwork(), input, PassMode.perView(2)), whole, 1e-12);
        }
    }

    /** Rows 0 to 3 and 4 to 7 are the chunks, and what one pass normalises apart. */
    @Test
    void batchNormTakesItsStatisticsOverAChunk() {
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(12, 12, 1), 3, DataType.DOUBLE);
        INDArray input = images(8, DataType.DOUBLE);
        Step apart = step(encoder.graphNetwork(), input, new PassMode(2));
        Step chunked = step(encoder.inChunks(4).graphNetwork(), input, PassMode.JOINT);
        Agreement.assertClose("outputs", chunked.output(), apart.output(), 1e-10);
        for (Segment segment : encoder.network().parameters().segments()) {
            if (segment.trained()) {
                Agreement.assertClose(
                        segment.name(),
                        Parameters.view(chunked.gradients(), segment).dup(),
                        Parameters.view(apart.gradients(), segment).dup(),
                        1e-9);
            }
        }
    }

    private static GraphNetwork withDropout() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.feedForward(5))
                .addLayer(
                        "hidden",
                        new DenseLayer.Builder()
                                .nOut(7)
                                .activation(Activation.TANH)
                                .dropOut(0.5)
                                .build(),
                        "input")
                .addLayer(
                        "output",
                        new ActivationLayer.Builder()
                                .activation(Activation.IDENTITY)
                                .build(),
                        "hidden")
                .setOutputs("output")
                .build());
        graph.init();
        return GraphNetwork.of("dropout", graph);
    }

    /**
     * The gradient that backward leaves is that of the outputs that forward gave: the second forward draws the same.
     */
    @Test
    void dropoutDrawsTheSameTwice() {
        GraphNetwork network = withDropout().inChunks(3);
        INDArray input = TestArrays.gaussian(6, 8, 5);
        Step step = step(network, input, PassMode.JOINT);
        INDArray values = network.parameters().values();
        for (long i = 0; i < values.length(); i += 5) {
            double original = values.getDouble(i);
            values.putScalar(i, original + 1e-6);
            double above = loss(step(network, input, PassMode.JOINT).output());
            values.putScalar(i, original - 1e-6);
            double below = loss(step(network, input, PassMode.JOINT).output());
            values.putScalar(i, original);
            assertThat(step.gradients().getDouble(i)).isCloseTo((above - below) / 2e-6, within(1e-5));
        }
        assertSame(step(network, input, PassMode.JOINT), step, 0);
    }

    private static double loss(INDArray z) {
        INDArray gram = z.mmul(z.transpose());
        return gram.mul(gram).sumNumber().doubleValue();
    }

    @Test
    void aCopyHasTheSameChunksAndParametersOfItsOwn() {
        GraphNetwork chunked = withDropout().inChunks(3);
        GraphNetwork copy = chunked.copy("target");
        INDArray input = TestArrays.gaussian(6, 8, 5);
        assertSame(step(copy, input, PassMode.JOINT), step(chunked, input, PassMode.JOINT), 0);
        copy.parameters().values().assign(0);
        assertThat(chunked.parameters().values().amaxNumber().doubleValue()).isPositive();
    }

    /** Five rows in chunks of at most two: rows 0 and 1, then 2 to 4. */
    @Test
    void batchNormIsLeftNoRowAlone() {
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(12, 12, 1), 3, DataType.DOUBLE);
        INDArray input = images(5, DataType.DOUBLE);
        INDArray chunked =
                step(encoder.inChunks(2).graphNetwork(), input, PassMode.JOINT).output();
        for (int[] rows : new int[][] {{0, 2}, {2, 5}}) {
            INDArrayIndex part = NDArrayIndex.interval(rows[0], rows[1]);
            INDArray alone = step(encoder.graphNetwork(), input.get(part).dup('c'), PassMode.JOINT)
                    .output();
            Agreement.assertClose("outputs", chunked.get(part), alone, 1e-10);
        }
    }

    @Test
    void chunksOfASingleRowOfAGroupAreNothingForBatchNorm() {
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(12, 12, 1), 3);
        assertThat(encoder.inChunks(3).network().obstacle(PassMode.perView(2)))
                .hasValue(
                        "has batch norm, which in training needs at least 2 rows in each of 2 group(s), got chunks of 3"
                                + " row(s); use chunks of at least 4, or a network without batch norm");
        assertThat(encoder.inChunks(3).network().obstacle(PassMode.JOINT)).isEmpty();
        assertThat(encoder.inChunks(1).network().obstacle(PassMode.JOINT)).isPresent();
        assertThat(encoder.network().obstacle(PassMode.perView(2))).isEmpty();
        Encoder<Image> plain = ImageEncoders.tinyPlain(ImageInput.of(12, 12, 1), 3, DataType.FLOAT);
        assertThat(plain.inChunks(1).network().obstacle(PassMode.perView(2))).isEmpty();
    }

    @Test
    void anEncoderSharesItsParametersWithTheOneInChunks() {
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(12, 12, 1), 3);
        assertThat(encoder.inChunks(4).network().parameters())
                .isSameAs(encoder.network().parameters());
        assertThatThrownBy(() -> encoder.inChunks(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a chunk has at least 1 row, or 0 for all rows at once, got -1");
    }
}

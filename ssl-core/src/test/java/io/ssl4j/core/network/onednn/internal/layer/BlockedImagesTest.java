package io.ssl4j.core.network.onednn.internal.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.FastLayers;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.network.onednn.internal.BlockedOutput;
import io.ssl4j.core.network.onednn.internal.BlockedStretches;
import io.ssl4j.core.network.onednn.internal.kernel.ChannelsLast;
import io.ssl4j.core.network.onednn.internal.kernel.ImageCopies;
import io.ssl4j.core.network.onednn.internal.kernel.ImageLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Graphs with stretches of blocked images give what stock graphs give in double, also where stretches begin and end.
 */
class BlockedImagesTest {

    private static final double FLOAT_TOLERANCE = 2e-4;
    private static final int BATCH = 4;

    /** Runs a graph forward and backward in both ways, and compares. Returns the fast graph. */
    private static ComputationGraph compare(ComputationGraphConfiguration conf, long... inputShape) {
        ComputationGraphConfiguration inDouble = conf.clone();
        inDouble.setDataType(DataType.DOUBLE);
        inDouble.getVertices().values().forEach(BlockedImagesTest::toDouble);
        ComputationGraph stock = new ComputationGraph(inDouble);
        stock.init();
        ComputationGraph fast = new ComputationGraph(FastLayers.accelerate(conf));
        fast.init(stock.params().castTo(DataType.FLOAT), true);
        BlockedStretches.markAlways(fast.getVertices());
        INDArray input = LayerHarness.random(3, inputShape);
        for (int step = 0; step < 2; step++) {
            INDArray output = pass(stock, input, DataType.DOUBLE);
            LayerHarness.assertClose("output", pass(fast, input, DataType.FLOAT), output, FLOAT_TOLERANCE);
            LayerHarness.assertClose(
                    "gradients",
                    fast.getGradientsViewArray().dup(),
                    stock.getGradientsViewArray().dup(),
                    FLOAT_TOLERANCE);
        }
        for (GraphVertex vertex : fast.getVertices()) {
            if ((vertex.hasLayer() ? vertex.getLayer() : vertex) instanceof AcceleratedLayer layer) {
                assertThat(layer.lastPath()).as(vertex.getVertexName()).isEqualTo(ExecutionPath.ONEDNN);
            }
        }
        return fast;
    }

    private static void toDouble(org.deeplearning4j.nn.conf.graph.GraphVertex vertex) {
        vertex.setDataType(DataType.DOUBLE);
    }

    private static INDArray pass(ComputationGraph graph, INDArray input, DataType type) {
        graph.initGradientsView();
        VertexDriver driver = new VertexDriver(graph, () -> 0);
        INDArray shape = graph.outputSingle(input.castTo(type));
        return driver.pass(
                input.castTo(type), LayerHarness.random(12, shape.shape()).castTo(type));
    }

    /** The vertices of layers whose last input was blocked. */
    private static List<String> blocked(ComputationGraph graph) {
        return Arrays.stream(graph.getVertices())
                .filter(GraphVertex::hasLayer)
                .filter(vertex -> vertex.getLayer().input() != null
                        && ImageLayout.isBlocked(vertex.getLayer().input()))
                .map(GraphVertex::getVertexName)
                .toList();
    }

    private static ComputationGraphConfiguration chain(
            CNN2DFormat format,
            int channels,
            Consumer<ComputationGraphConfiguration.GraphBuilder> layers,
            String output) {
        ComputationGraphConfiguration.GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(5)
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .addInputs("images");
        layers.accept(builder);
        return builder.setOutputs(output)
                .setInputTypes(InputType.convolutional(12, 10, channels, format))
                .build();
    }

    private static ConvolutionLayer convolution(CNN2DFormat format, int out, Activation activation) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(out)
                .padding(1, 1)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(activation)
                .dataFormat(format)
                .build();
    }

    private static BatchNormalization norm(CNN2DFormat format) {
        return new BatchNormalization.Builder()
                .useLogStd(false)
                .dataFormat(format)
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void aResidualNetworkIsOneStretch(int channels) {
        ComputationGraph fast = compare(
                ResidualGraph.small(DataType.FLOAT, CNN2DFormat.NHWC, 8, channels, 16, 16, 10), BATCH, 8, 8, channels);
        assertThat(blocked(fast))
                .contains("stemNorm", "block1aConv", "block2sConv", "block3bNorm", "pool")
                .doesNotContain("stemConv", "hidden");
    }

    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void stretchesBeginAndEndWhereALayerTakesNoBlocks(CNN2DFormat format) {
        ComputationGraphConfiguration conf = chain(
                format,
                3,
                builder -> builder.addLayer("first", convolution(format, 16, Activation.RELU), "images")
                        .addLayer("second", convolution(format, 16, Activation.RELU), "first")
                        .addLayer("third", convolution(format, 24, Activation.IDENTITY), "second")
                        .addLayer("tanh", new ActivationLayer(Activation.TANH), "third")
                        .addLayer("fourth", convolution(format, 16, Activation.IDENTITY), "tanh")
                        .addLayer("fifth", convolution(format, 12, Activation.IDENTITY), "fourth"),
                "fifth");
        ComputationGraph fast = compare(conf, images(format, 3));
        assertThat(blocked(fast)).containsExactly("second", "third", "fifth");
    }

    private static long[] images(CNN2DFormat format, int channels) {
        return format == CNN2DFormat.NHWC ? new long[] {BATCH, 12, 10, channels} : new long[] {BATCH, channels, 12, 10};
    }

    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void poolingAndReluKeepTheLayout(CNN2DFormat format) {
        ComputationGraphConfiguration conf = chain(
                format,
                3,
                builder -> builder.addLayer("first", convolution(format, 16, Activation.IDENTITY), "images")
                        .addLayer("relu", new ActivationLayer(Activation.RELU), "first")
                        .addLayer("norm", norm(format), "relu")
                        .addLayer(
                                "max",
                                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                                        .kernelSize(3, 3)
                                        .stride(2, 2)
                                        .padding(1, 1)
                                        .convolutionMode(ConvolutionMode.Truncate)
                                        .dataFormat(format)
                                        .build(),
                                "norm")
                        .addLayer("second", convolution(format, 8, Activation.RELU), "max")
                        .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), "second"),
                "pool");
        assertThat(blocked(compare(conf, images(format, 3))))
                .containsExactlyInAnyOrder("relu", "norm", "max", "second", "pool");
    }

    @Test
    void anOutputOfTheGraphAndOddChannelsAreNotBlocked() {
        ComputationGraphConfiguration conf = chain(
                CNN2DFormat.NHWC,
                3,
                builder -> builder.addLayer("odd", convolution(CNN2DFormat.NHWC, 12, Activation.RELU), "images")
                        .addLayer("norm", norm(CNN2DFormat.NHWC), "odd")
                        .addLayer("last", convolution(CNN2DFormat.NHWC, 16, Activation.RELU), "norm"),
                "last");
        assertThat(blocked(compare(conf, images(CNN2DFormat.NHWC, 3)))).isEmpty();
    }

    /** With AVX2 as the widest instructions, blocks are what runs; elsewhere images stay channels-last. */
    @Test
    void blocksAreMarkedOnTheProcessorsThatPreferThem() {
        ComputationGraph fast = new ComputationGraph(
                FastLayers.accelerate(ResidualGraph.small(DataType.FLOAT, CNN2DFormat.NHWC, 8, 3, 16, 16, 10)));
        fast.init();
        BlockedStretches.mark(fast.getVertices());
        pass(fast, LayerHarness.random(3, BATCH, 8, 8, 3), DataType.FLOAT);
        boolean avx2 = LayerPaths.current().instructionSet().equals(Optional.of("AVX2"));
        assertThat(blocked(fast).contains("block1aConv")).isEqualTo(avx2);
    }

    static Stream<OneDnnConvolutionTest.Case> convolutions() {
        return OneDnnConvolutionTest.cases().stream()
                .filter(c -> c.out() % 8 == 0 && c.activation() != Activation.TANH);
    }

    /** The convolution by itself, with blocked output, from both kinds of input. */
    @ParameterizedTest
    @MethodSource("convolutions")
    void aConvolutionWithBlockedOutputAgreesWithTheStockLayerInDouble(OneDnnConvolutionTest.Case c) {
        LayerHarness stock = new LayerHarness(c.stock(), DataType.DOUBLE, 5);
        INDArray gradient =
                LayerHarness.random(12, stock.forward(c.input(), true).shape());
        LayerHarness.Result expected = stock.run(c.input(), gradient);
        for (boolean blockedInput : new boolean[] {false, true}) {
            if (blockedInput && c.in() % 8 != 0) {
                continue;
            }
            LayerHarness fast = new LayerHarness(OneDnnConvolution.of(c.stock()), DataType.FLOAT, 5);
            ((BlockedOutput) fast.layer).setOutputBlocked(true);
            LayerHarness.Result actual =
                    fast.run(blockedInput ? blocks(c, c.input(), c.in()) : c.input(), blocks(c, gradient, c.out()));
            LayerHarness.assertSame(
                    new LayerHarness.Result(
                            plain(c, actual.output(), c.out()),
                            blockedInput ? plain(c, actual.inputGradient(), c.in()) : actual.inputGradient(),
                            actual.parameterGradients()),
                    expected,
                    2e-5);
        }
    }

    private static INDArray blocks(OneDnnConvolutionTest.Case c, INDArray images, int channels) {
        return new ImageCopies(c.format())
                .to(
                        ImageLayout.BLOCKED,
                        images.castTo(DataType.FLOAT),
                        channels,
                        ArrayType.ACTIVATIONS,
                        LayerWorkspaceMgr.noWorkspaces());
    }

    private static INDArray plain(OneDnnConvolutionTest.Case c, INDArray images, int channels) {
        assertThat(ImageLayout.isBlocked(images)).as("blocked").isTrue();
        INDArray last = new ImageCopies(c.format())
                .to(
                        ImageLayout.CHANNELS_LAST,
                        images,
                        channels,
                        ArrayType.ACTIVATIONS,
                        LayerWorkspaceMgr.noWorkspaces());
        return ChannelsLast.as(c.format(), last);
    }
}

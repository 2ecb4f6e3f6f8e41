package io.ssl4j.core.network.onednn.internal.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.FastLayers;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

class FastLayersTest {

    private static final int BATCH = 6;
    private static final double FLOAT_TOLERANCE = 2e-4;

    private static ComputationGraphConfiguration stock(DataType type, CNN2DFormat format) {
        return ResidualGraph.smallWithLoss(type, format, 8, 3, 16, 16, 10);
    }

    private static ComputationGraph graph(ComputationGraphConfiguration conf, INDArray parameters) {
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init(parameters, true);
        return graph;
    }

    private static ComputationGraph initialized(ComputationGraphConfiguration conf) {
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init();
        return graph;
    }

    private static INDArray images(DataType type, CNN2DFormat format) {
        INDArray images = LayerHarness.random(3, BATCH, 8, 8, 3).castTo(type);
        return format == CNN2DFormat.NHWC ? images : images.permute(0, 3, 1, 2).dup('c');
    }

    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void thereAndBackIsTheSameJson(CNN2DFormat format) {
        ComputationGraphConfiguration fresh = stock(DataType.FLOAT, format);
        assertThat(FastLayers.toStock(FastLayers.accelerate(fresh)).toJson()).isEqualTo(fresh.toJson());

        ComputationGraphConfiguration used = initialized(fresh).getConfiguration();
        used.setIterationCount(12);
        used.setEpochCount(3);
        String json = used.toJson();
        ComputationGraphConfiguration fast = FastLayers.accelerate(used);
        assertThat(FastLayers.toStock(fast).toJson()).isEqualTo(json);
        assertThat(used.toJson()).as("the original").isEqualTo(json).doesNotContain("ssl4j");
        assertThat(fast.toJson()).contains("OneDnnConvolution", "OneDnnBatchNorm", "ResidualAddRelu", "FusedRelu");
        assertThat(ComputationGraphConfiguration.fromJson(fast.toJson()).toJson())
                .isEqualTo(fast.toJson());
    }

    @Test
    void verticesAndParametersKeepTheirOrder() {
        ComputationGraphConfiguration stock = stock(DataType.FLOAT, CNN2DFormat.NHWC);
        ComputationGraph before = initialized(stock);
        ComputationGraph after = initialized(FastLayers.accelerate(stock));
        assertThat(names(after)).isEqualTo(names(before));
        assertThat(after.paramTable().keySet())
                .containsExactlyElementsOf(before.paramTable().keySet());
        assertThat(after.params()).as("the same seed gives the same parameters").isEqualTo(before.params());
        assertThat(after.topologicalSortOrder()).isEqualTo(before.topologicalSortOrder());
    }

    private static String[] names(ComputationGraph graph) {
        return Arrays.stream(graph.getVertices())
                .map(GraphVertex::getVertexName)
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void trainsAndInfersAsTheStockGraphInDouble(CNN2DFormat format) {
        ComputationGraph stock = initialized(stock(DataType.DOUBLE, format));
        ComputationGraph fast = graph(
                FastLayers.accelerate(stock(DataType.FLOAT, format)),
                stock.params().castTo(DataType.FLOAT));
        for (int step = 0; step < 2; step++) {
            step(stock, images(DataType.DOUBLE, format));
            step(fast, images(DataType.FLOAT, format));
            LayerHarness.assertClose("parameters", fast.params(), stock.params(), FLOAT_TOLERANCE);
        }
        for (GraphVertex vertex : fast.getVertices()) {
            Object running = vertex.hasLayer() ? vertex.getLayer() : vertex;
            if (running instanceof AcceleratedLayer accelerated) {
                assertThat(accelerated.lastPath()).as(vertex.getVertexName()).isEqualTo(ExecutionPath.ONEDNN);
            }
        }
        LayerHarness.assertClose(
                "inference",
                fast.outputSingle(images(DataType.FLOAT, format)),
                stock.outputSingle(images(DataType.DOUBLE, format)),
                FLOAT_TOLERANCE);
        Map<String, INDArray> activations = fast.feedForward(images(DataType.FLOAT, format), false);
        LayerHarness.assertClose(
                "feedForward",
                activations.get("projection"),
                stock.feedForward(images(DataType.DOUBLE, format), false).get("projection"),
                FLOAT_TOLERANCE);
        LayerHarness.assertClose(
                "a ReLU's vertex",
                activations.get("block2"),
                stock.feedForward(images(DataType.DOUBLE, format), false).get("block2"),
                FLOAT_TOLERANCE);
    }

    /** One step of gradient descent on the squared distance to a fixed array, through DL4J's own loop. */
    private static void step(ComputationGraph graph, INDArray images) {
        graph.fit(new DataSet(images, LayerHarness.random(9, BATCH, 10).castTo(images.dataType())));
    }

    @Test
    void runsVertexByVertexInReusedMemoryWithTheSameBits() {
        ComputationGraphConfiguration conf = ResidualGraph.small(DataType.FLOAT, CNN2DFormat.NHWC, 8, 3, 16, 16, 10);
        ComputationGraph fast = initialized(FastLayers.accelerate(conf));
        fast.initGradientsView();
        VertexDriver driver = new VertexDriver(fast, System::nanoTime);
        INDArray gradient = LayerHarness.random(9, BATCH, 10).castTo(DataType.FLOAT);
        INDArray output = driver.pass(images(DataType.FLOAT, CNN2DFormat.NHWC), gradient);
        INDArray gradients = fast.getFlattenedGradients().dup();
        for (int i = 0; i < 3; i++) {
            driver.pass(images(DataType.FLOAT, CNN2DFormat.NHWC).muli(i), gradient);
        }
        assertThat(driver.pass(images(DataType.FLOAT, CNN2DFormat.NHWC), gradient))
                .isEqualTo(output);
        assertThat(fast.getFlattenedGradients()).isEqualTo(gradients);

        ComputationGraph stock = graph(
                ResidualGraph.small(DataType.DOUBLE, CNN2DFormat.NHWC, 8, 3, 16, 16, 10),
                fast.params().castTo(DataType.DOUBLE));
        stock.initGradientsView();
        INDArray expected = new VertexDriver(stock, System::nanoTime)
                .pass(images(DataType.DOUBLE, CNN2DFormat.NHWC), gradient.castTo(DataType.DOUBLE));
        LayerHarness.assertClose("output", output, expected, FLOAT_TOLERANCE);
        LayerHarness.assertClose("gradients", gradients, stock.getFlattenedGradients(), FLOAT_TOLERANCE);
    }

    @Test
    void steadyStateAllocatesNoArrays() {
        ComputationGraph fast = initialized(
                FastLayers.accelerate(ResidualGraph.small(DataType.FLOAT, CNN2DFormat.NHWC, 8, 3, 16, 16, 10)));
        fast.initGradientsView();
        VertexDriver driver = new VertexDriver(fast, System::nanoTime);
        INDArray input = images(DataType.FLOAT, CNN2DFormat.NHWC);
        INDArray gradient = LayerHarness.random(9, BATCH, 10).castTo(DataType.FLOAT);
        for (int i = 0; i < 3; i++) {
            driver.pass(input, gradient);
        }
        long before = Pointer.totalBytes();
        for (int i = 0; i < 5; i++) {
            driver.pass(input, gradient);
        }
        long images = 4L * BATCH * 8 * 8 * 8;
        assertThat(Pointer.totalBytes() - before)
                .as("five passes make ND4J's small headers, each pass less than one activation of the first stage")
                .isLessThan(5 * images);
    }

    @Test
    void transferLearningKeepsTheFastLayers() {
        ComputationGraph fast = initialized(FastLayers.accelerate(stock(DataType.FLOAT, CNN2DFormat.NHWC)));
        ComputationGraph changed = new TransferLearning.GraphBuilder(fast)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Sgd(0.05))
                        .build())
                .setFeatureExtractor("block1")
                .build();
        INDArray images = images(DataType.FLOAT, CNN2DFormat.NHWC);
        assertThat(changed.outputSingle(images)).isEqualTo(fast.outputSingle(images));
        step(changed, images);
        assertThat(changed.getLayer("block3bConv")).isInstanceOf(OneDnnConvolutionLayer.class);
        assertThat(changed.getParam("stemConv_W")).isEqualTo(fast.getParam("stemConv_W"));
        assertThat(changed.getParam("block3bConv_W")).isNotEqualTo(fast.getParam("block3bConv_W"));
    }

    @Test
    void doubleFallsBackToTheBit() {
        ComputationGraph stock = initialized(stock(DataType.DOUBLE, CNN2DFormat.NHWC));
        ComputationGraph fallback =
                graph(FastLayers.accelerate(stock(DataType.DOUBLE, CNN2DFormat.NHWC)), stock.params());
        step(stock, images(DataType.DOUBLE, CNN2DFormat.NHWC));
        step(fallback, images(DataType.DOUBLE, CNN2DFormat.NHWC));
        LayerHarness.assertClose("parameters", fallback.params(), stock.params(), 1e-12);
        assertThat(((AcceleratedLayer) fallback.getLayer("stemConv")).lastPath())
                .isEqualTo(ExecutionPath.STOCK);
    }
}

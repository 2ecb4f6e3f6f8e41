package io.ssl4j.core.network.onednn.internal.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.FastLayers;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Converted graphs in what plain DL4J offers: fit, output, TransferLearning, ModelSerializer and GradientCheckUtil. */
class FastLayersInDl4jTest {

    private static final int BATCH = 6;
    private static final double TOLERANCE = 1e-4;

    @TempDir
    private Path folder;

    private static ComputationGraph stock(DataType type) {
        ComputationGraphConfiguration conf = ResidualGraph.smallWithLoss(type, CNN2DFormat.NHWC, 8, 3, 16, 16, 10);
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init();
        return graph;
    }

    private static ComputationGraph on(ExecutionPath path, ComputationGraph stock) {
        return LayerHarness.allowing(path, () -> FastLayers.accelerate(stock));
    }

    private static INDArray images(DataType type) {
        return LayerHarness.random(3, BATCH, 8, 8, 3).castTo(type);
    }

    private static DataSet data(DataType type) {
        return new DataSet(images(type), LayerHarness.random(9, BATCH, 10).castTo(type));
    }

    /** What convolutions and batch norms ran on. */
    private static Set<ExecutionPath> paths(ComputationGraph graph) {
        return Arrays.stream(graph.getVertices())
                .filter(GraphVertex::hasLayer)
                .map(GraphVertex::getLayer)
                .filter(layer -> layer instanceof OneDnnConvolutionLayer || layer instanceof OneDnnBatchNormLayer)
                .map(layer -> ((AcceleratedLayer) layer).lastPath())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("io.ssl4j.core.network.onednn.internal.layer.LayerHarness#paths")
    void aTrainedStockGraphIsConvertedInOneCall(ExecutionPath path) {
        ComputationGraph stock = stock(DataType.FLOAT);
        stock.fit(data(DataType.FLOAT));
        ComputationGraph fast = on(path, stock);

        assertThat(fast.params()).isEqualTo(stock.params()).isNotSameAs(stock.params());
        LayerHarness.assertClose(
                "output",
                fast.outputSingle(images(DataType.FLOAT)),
                stock.outputSingle(images(DataType.FLOAT)),
                TOLERANCE);
        stock.fit(data(DataType.FLOAT));
        fast.fit(data(DataType.FLOAT));
        assertThat(paths(fast)).containsExactly(path);
        LayerHarness.assertClose("parameters", fast.params(), stock.params(), TOLERANCE);
        ComputationGraph back = FastLayers.toStock(fast);
        assertThat(back.getConfiguration().toJson())
                .isEqualTo(stock.getConfiguration().toJson());
        assertThat(back.params()).isEqualTo(fast.params());
    }

    @Test
    void theUpdatersStateMovesOver() {
        ComputationGraphConfiguration conf =
                ResidualGraph.smallWithLoss(DataType.FLOAT, CNN2DFormat.NHWC, 8, 3, 16, 16, 10);
        conf.getVertices().values().stream()
                .filter(LayerVertex.class::isInstance)
                .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
                .filter(BaseLayer.class::isInstance)
                .forEach(layer -> ((BaseLayer) layer).setIUpdater(new Adam(1e-3)));
        ComputationGraph stock = new ComputationGraph(conf);
        stock.init();
        stock.fit(data(DataType.FLOAT));
        ComputationGraph fast = FastLayers.accelerate(stock);
        assertThat(stock.getUpdater().getStateViewArray().length()).isPositive();
        assertThat(fast.getUpdater().getStateViewArray())
                .isEqualTo(stock.getUpdater().getStateViewArray())
                .isNotSameAs(stock.getUpdater().getStateViewArray());
    }

    @Test
    void aGraphWithoutParametersIsRefused() {
        ComputationGraph bare =
                new ComputationGraph(ResidualGraph.smallWithLoss(DataType.FLOAT, CNN2DFormat.NHWC, 8, 3, 16, 16, 10));
        assertThatThrownBy(() -> FastLayers.accelerate(bare))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the graph must be initialised, got one without parameters; call init() first");
    }

    @ParameterizedTest
    @MethodSource("io.ssl4j.core.network.onednn.internal.layer.LayerHarness#paths")
    void transferLearningFreezesAndReplacesTheOutput(ExecutionPath path) {
        ComputationGraph fast = on(path, stock(DataType.FLOAT));
        ComputationGraph changed = LayerHarness.allowing(path, () -> new TransferLearning.GraphBuilder(fast)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Adam(0.01))
                        .build())
                .setFeatureExtractor("block1")
                .removeVertexAndConnections("loss")
                .addLayer(
                        "classes",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(10)
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "projection")
                .setOutputs("classes")
                .build());
        INDArray classes = Nd4j.zeros(DataType.FLOAT, BATCH, 3);
        for (int i = 0; i < BATCH; i++) {
            classes.putScalar(i, i % 3, 1);
        }
        DataSet labelled = new DataSet(images(DataType.FLOAT), classes);
        double before = changed.score(labelled);
        for (int i = 0; i < 5; i++) {
            changed.fit(labelled);
        }
        assertThat(changed.score(labelled)).isLessThan(before);
        assertThat(changed.getParam("stemConv_W")).isEqualTo(fast.getParam("stemConv_W"));
        assertThat(changed.getParam("block3bConv_W")).isNotEqualTo(fast.getParam("block3bConv_W"));
        assertThat(paths(changed)).containsExactly(path);
    }

    @ParameterizedTest
    @MethodSource("io.ssl4j.core.network.onednn.internal.layer.LayerHarness#paths")
    void modelSerializerBringsTheFastLayersBack(ExecutionPath path) throws IOException {
        ComputationGraph fast = on(path, stock(DataType.FLOAT));
        fast.fit(data(DataType.FLOAT));
        File file = folder.resolve("fast.zip").toFile();
        ModelSerializer.writeModel(fast, file, true);
        System.setProperty(LayerPaths.PROPERTY, path.name().toLowerCase(Locale.ROOT));
        ComputationGraph read;
        try {
            read = ModelSerializer.restoreComputationGraph(file);
        } finally {
            System.clearProperty(LayerPaths.PROPERTY);
        }
        assertThat(read.getConfiguration().toJson())
                .isEqualTo(fast.getConfiguration().toJson());
        assertThat(read.outputSingle(images(DataType.FLOAT))).isEqualTo(fast.outputSingle(images(DataType.FLOAT)));
        assertThat(paths(read)).containsExactly(path);
    }

    /** DL4J's own check, which asks for double. */
    @Test
    void gradientCheckUtilAcceptsAConvertedGraph() {
        DataType before = Nd4j.dataType();
        DataType floating = Nd4j.defaultFloatingPointType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            NeuralNetConfiguration.Builder builder = new NeuralNetConfiguration.Builder()
                    .dataType(DataType.DOUBLE)
                    .seed(3)
                    .updater(new NoOp());
            ComputationGraph stock = new ComputationGraph(ResidualGraph.checkable(builder));
            stock.init();
            ComputationGraph fast = FastLayers.accelerate(stock);
            assertThat(fast.getLayer("conv")).isInstanceOf(OneDnnConvolutionLayer.class);
            assertThat(fast.getLayer("norm")).isInstanceOf(OneDnnBatchNormLayer.class);
            assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                            .net(fast)
                            .inputs(new INDArray[] {LayerHarness.random(3, 4, 5, 5, 2)})
                            .labels(new INDArray[] {LayerHarness.random(9, 4, 3)})
                            .excludeParams(Set.of("norm_mean", "norm_var"))))
                    .isTrue();
            assertThat(paths(fast)).containsExactly(ExecutionPath.STOCK);
        } finally {
            Nd4j.setDefaultDataTypes(before, floating);
        }
    }
}

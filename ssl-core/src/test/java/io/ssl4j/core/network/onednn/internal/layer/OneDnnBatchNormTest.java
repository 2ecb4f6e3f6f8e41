package io.ssl4j.core.network.onednn.internal.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.internal.GroupedStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class OneDnnBatchNormTest {

    private static final double FLOAT_TOLERANCE = 5e-5;
    private static final double DOUBLE_TOLERANCE = 1e-12;

    /**
     * Batch norm over an input of this shape, in groups of the batch, with or without ReLU behind it; locked if it has
     * no scale and shift.
     */
    record Case(CNN2DFormat format, int channels, int groups, boolean relu, boolean locked, long... shape) {

        Case(CNN2DFormat format, int channels, int groups, boolean relu, long... shape) {
            this(format, channels, groups, relu, false, shape);
        }

        Case withoutScaleAndShift() {
            return new Case(format, channels, groups, relu, true, shape);
        }

        BatchNormalization stock() {
            return new BatchNormalization.Builder()
                    .nIn(channels)
                    .nOut(channels)
                    .decay(0.8)
                    .eps(1e-3)
                    .useLogStd(false)
                    .lockGammaBeta(locked)
                    .dataFormat(format)
                    .build();
        }

        LayerHarness stockLayer() {
            return withVariance(new LayerHarness(stock(), DataType.DOUBLE, 5));
        }

        LayerHarness layer(DataType type) {
            return prepared(new LayerHarness(OneDnnBatchNorm.of(stock(), relu), type, 5));
        }

        LayerHarness layer(ExecutionPath path) {
            return prepared(LayerHarness.on(path, OneDnnBatchNorm.of(stock(), relu), 5));
        }

        private LayerHarness prepared(LayerHarness harness) {
            withVariance(harness);
            ((GroupedStatistics) harness.layer).setGroups(groups);
            return harness;
        }

        /** A running variance is positive. */
        private LayerHarness withVariance(LayerHarness harness) {
            harness.layer.getParam("var").addi(2);
            return harness;
        }

        INDArray input() {
            return LayerHarness.random(11, shape).muli(3).addi(1);
        }

        INDArray gradient() {
            return LayerHarness.random(12, shape);
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (boolean relu : new boolean[] {false, true}) {
            cases.add(new Case(CNN2DFormat.NHWC, 16, 1, relu, 6, 5, 4, 16));
            cases.add(new Case(CNN2DFormat.NCHW, 16, 1, relu, 6, 16, 5, 4));
            cases.add(new Case(CNN2DFormat.NHWC, 16, 2, relu, 6, 5, 4, 16));
            cases.add(new Case(CNN2DFormat.NCHW, 8, 3, relu, 6, 8, 5, 4));
            cases.add(new Case(CNN2DFormat.NHWC, 5, 2, relu, 4, 3, 7, 5));
            cases.add(new Case(CNN2DFormat.NCHW, 3, 1, relu, 4, 3, 7, 5));
            cases.add(new Case(CNN2DFormat.NCHW, 8, 1, relu, 1, 8, 5, 4));
            cases.add(new Case(CNN2DFormat.NCHW, 24, 1, relu, 10, 24));
            cases.add(new Case(CNN2DFormat.NCHW, 7, 2, relu, 12, 7));
        }
        // DL4J's own layer cannot run a locked one backward in NHWC.
        List<Case> locked = cases.stream()
                .filter(c -> c.format() == CNN2DFormat.NCHW)
                .map(Case::withoutScaleAndShift)
                .toList();
        cases.addAll(locked);
        return cases;
    }

    /** DL4J's stock layer on each group alone, then ReLU; statistics averaged, scale and shift gradients summed. */
    private static LayerHarness.Result oracle(Case c) {
        INDArray output = Nd4j.create(DataType.DOUBLE, c.shape());
        INDArray inputGradient = Nd4j.create(DataType.DOUBLE, c.shape());
        INDArray parameters = null;
        long size = c.shape()[0] / c.groups();
        for (int g = 0; g < c.groups(); g++) {
            LayerHarness stock = c.stockLayer();
            INDArray normalized =
                    stock.forward(rows(c.input(), g, size).dup('c'), true).dup('c');
            INDArray gradient = rows(c.gradient(), g, size).dup('c');
            INDArray mask = c.relu() ? normalized.gt(0).castTo(DataType.DOUBLE) : Nd4j.onesLike(normalized);
            LayerHarness.Result result = stock.run(rows(c.input(), g, size).dup('c'), gradient.mul(mask));
            rows(output, g, size).assign(normalized.mul(mask));
            rows(inputGradient, g, size).assign(result.inputGradient());
            parameters =
                    parameters == null ? result.parameterGradients() : parameters.addi(result.parameterGradients());
        }
        long first = c.locked() ? 0 : 2 * c.channels();
        INDArray statistics =
                parameters.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + 2 * c.channels()));
        statistics.divi(c.groups());
        return new LayerHarness.Result(output, inputGradient, parameters);
    }

    private static INDArray rows(INDArray array, int group, long size) {
        return array.get(NDArrayIndex.interval(group * size, (group + 1) * size));
    }

    static Stream<Arguments> casesOnAllPaths() {
        return LayerHarness.onAllPaths(cases());
    }

    @ParameterizedTest
    @MethodSource("casesOnAllPaths")
    void agreesWithTheStockLayerInDouble(ExecutionPath path, Case c) {
        LayerHarness fast = c.layer(path);
        LayerHarness.Result actual = fast.run(c.input(), c.gradient());
        assertThat(fast.path()).isEqualTo(path);
        LayerHarness.assertSame(actual, oracle(c), FLOAT_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void doubleFallsBackToTheStockLayer(Case c) {
        LayerHarness fallback = c.layer(DataType.DOUBLE);
        LayerHarness.Result actual = fallback.run(c.input(), c.gradient());
        assertThat(fallback.path()).isEqualTo(ExecutionPath.STOCK);
        LayerHarness.assertSame(actual, oracle(c), DOUBLE_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("casesOnAllPaths")
    void inferenceUsesRunningStatistics(ExecutionPath path, Case c) {
        INDArray expected = c.stockLayer().forward(c.input(), false);
        if (c.relu()) {
            expected = expected.mul(expected.gt(0).castTo(DataType.DOUBLE));
        }
        LayerHarness fast = c.layer(path);
        LayerHarness.assertClose("float", fast.forward(c.input(), false), expected, FLOAT_TOLERANCE);
        assertThat(fast.path()).isEqualTo(path);
        LayerHarness.assertClose("double", c.layer(DataType.DOUBLE).forward(c.input(), false), expected, 1e-12);
    }

    @ParameterizedTest
    @MethodSource("io.ssl4j.core.network.onednn.internal.layer.LayerHarness#paths")
    void inferenceBetweenForwardAndBackwardLeavesTheStatisticsAlone(ExecutionPath path) {
        Case c = cases().get(2);
        LayerHarness.Result expected = c.layer(path).run(c.input(), c.gradient());
        LayerHarness layer = c.layer(path);
        layer.forward(c.input().mul(5), true);
        layer.forward(c.input().mul(7), false);
        assertThat(layer.run(c.input(), c.gradient()).parameterGradients()).isEqualTo(expected.parameterGradients());
    }

    @ParameterizedTest
    @MethodSource("io.ssl4j.core.network.onednn.internal.layer.LayerHarness#paths")
    void theSameBitsTwice(ExecutionPath path) {
        Case c = cases().get(2);
        LayerHarness.Result first = c.layer(path).run(c.input(), c.gradient());
        LayerHarness again = c.layer(path);
        again.run(c.input(), c.gradient());
        LayerHarness.Result second = again.run(c.input(), c.gradient());
        assertThat(second.output()).isEqualTo(first.output());
        assertThat(second.inputGradient()).isEqualTo(first.inputGradient());
        assertThat(second.parameterGradients()).isEqualTo(first.parameterGradients());
    }

    @Test
    void groupsMustDivideTheBatch() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            LayerHarness layer = new Case(CNN2DFormat.NCHW, 4, 3, false, 8, 4).layer(type);
            assertThatThrownBy(() -> layer.forward(LayerHarness.random(1, 8, 4), true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("multiple of the 3 statistic groups")
                    .hasMessageContaining("[8, 4]");
        }
        LayerHarness layer = cases().get(0).layer(DataType.FLOAT);
        assertThatThrownBy(() -> ((GroupedStatistics) layer.layer).setGroups(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("statistic groups must be at least 1, got 0");
    }

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "LIBND4J"})
    void wrongChannelsAreRefused(ExecutionPath path) {
        LayerHarness layer = cases().get(0).layer(path);
        assertThatThrownBy(() -> layer.forward(LayerHarness.random(1, 6, 5, 4, 8), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("built for 16 channels")
                .hasMessageContaining("[6, 5, 4, 8]");
    }

    @Test
    void otherConstantsThanOneAndZeroRunOnTheStockLayer() {
        BatchNormalization locked = new BatchNormalization.Builder()
                .nIn(6)
                .nOut(6)
                .useLogStd(false)
                .lockGammaBeta(true)
                .gamma(2)
                .beta(0.5)
                .build();
        LayerHarness stock = new LayerHarness(locked, DataType.FLOAT, 3);
        LayerHarness fast = new LayerHarness(OneDnnBatchNorm.of(locked, false), DataType.FLOAT, 3);
        INDArray input = LayerHarness.random(1, 8, 6);
        LayerHarness.Result expected = stock.run(input, LayerHarness.random(2, 8, 6));
        LayerHarness.Result actual = fast.run(input, LayerHarness.random(2, 8, 6));
        assertThat(fast.path()).isEqualTo(ExecutionPath.STOCK);
        assertThat(actual.output()).isEqualTo(expected.output());
        assertThat(actual.inputGradient()).isEqualTo(expected.inputGradient());
        assertThat(actual.parameterGradients()).isEqualTo(expected.parameterGradients());
    }
}

package io.ssl4j.core.network.onednn.internal.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.provider.Arguments;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One layer without a network around it: parameters and gradients as flat arrays, no workspaces. */
public final class LayerHarness {

    /** What one forward and backward pass gave. */
    record Result(INDArray output, INDArray inputGradient, INDArray parameterGradients) {}

    final Layer layer;
    final INDArray parameters;
    final INDArray gradients;
    private final DataType type;

    /**
     * Parameters are random, the same for the same seed whatever the type, and positive where {@code positiveFrom}
     * begins.
     */
    LayerHarness(org.deeplearning4j.nn.conf.layers.Layer conf, DataType type, long seed) {
        this.type = type;
        NeuralNetConfiguration wrapped = new NeuralNetConfiguration.Builder()
                .dataType(type)
                .layer(conf.clone())
                .build();
        long count = wrapped.getLayer().initializer().numParams(wrapped);
        parameters = random(seed, 1, Math.max(1, count)).castTo(type);
        gradients = Nd4j.valueArrayOf(new long[] {1, Math.max(1, count)}, count == 0 ? 0 : Double.NaN, type);
        layer = wrapped.getLayer().instantiate(wrapped, null, 0, count == 0 ? null : parameters, false, type);
        if (count > 0) {
            layer.setBackpropGradientsViewArray(gradients);
        }
    }

    /** A float layer that may run on this path at most. */
    static LayerHarness on(ExecutionPath path, org.deeplearning4j.nn.conf.layers.Layer conf, long seed) {
        return allowing(path, () -> new LayerHarness(conf, DataType.FLOAT, seed));
    }

    /** What is made here may run on this path at most. */
    static <T> T allowing(ExecutionPath path, Supplier<T> made) {
        System.setProperty(LayerPaths.PROPERTY, path.name().toLowerCase(Locale.ROOT));
        try {
            return made.get();
        } finally {
            System.clearProperty(LayerPaths.PROPERTY);
        }
    }

    /** All paths, fastest first. */
    static List<ExecutionPath> paths() {
        return List.of(ExecutionPath.ONEDNN, ExecutionPath.LIBND4J, ExecutionPath.STOCK);
    }

    /** Each case on each path. */
    static Stream<Arguments> onAllPaths(List<?> cases) {
        return paths().stream().flatMap(path -> cases.stream().map(c -> Arguments.of(path, c)));
    }

    INDArray forward(INDArray input, boolean training) {
        return layer.activate(input.castTo(type), training, LayerWorkspaceMgr.noWorkspaces());
    }

    Result run(INDArray input, INDArray outputGradient) {
        INDArray output = forward(input, true).dup('c');
        Pair<Gradient, INDArray> back =
                layer.backpropGradient(outputGradient.castTo(type), LayerWorkspaceMgr.noWorkspaces());
        INDArray inputGradient =
                back.getSecond() == null ? null : back.getSecond().dup('c');
        return new Result(output, inputGradient, gradients.dup('c'));
    }

    ExecutionPath path() {
        return ((AcceleratedLayer) layer).lastPath();
    }

    /** Normally distributed, double, made without ND4J's global random state. */
    public static INDArray random(long seed, long... shape) {
        Random random = new Random(seed);
        INDArray array = Nd4j.createUninitialized(DataType.DOUBLE, shape, 'c');
        double[] values = random.doubles(array.length(), -1, 1).toArray();
        return array.assign(Nd4j.createFromArray(values).reshape('c', shape));
    }

    /** Asserts that the largest difference is within a share of the largest expected value (at least of 1). */
    static void assertClose(String what, INDArray actual, INDArray expected, double tolerance) {
        assertThat(actual.shape()).as(what + ": shape").isEqualTo(expected.shape());
        double scale = Math.max(1, expected.amaxNumber().doubleValue());
        double difference = actual.castTo(DataType.DOUBLE)
                .sub(expected.castTo(DataType.DOUBLE))
                .amaxNumber()
                .doubleValue();
        assertThat(difference).as(what + ": largest difference").isLessThanOrEqualTo(tolerance * scale);
    }

    static void assertSame(Result actual, Result expected, double tolerance) {
        assertClose("output", actual.output, expected.output, tolerance);
        assertClose("parameter gradients", actual.parameterGradients, expected.parameterGradients, tolerance);
        assertClose("input gradient", actual.inputGradient, expected.inputGradient, tolerance);
    }
}

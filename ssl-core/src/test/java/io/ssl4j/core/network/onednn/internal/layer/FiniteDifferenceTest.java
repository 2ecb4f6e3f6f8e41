package io.ssl4j.core.network.onednn.internal.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.internal.GroupedStatistics;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradients against central differences of the forward pass: in double, which runs on the stock path, and on every path
 * in float, with the step and the tolerance that rounding asks for.
 */
class FiniteDifferenceTest {

    /** How far a number is moved, and how far a gradient may be off. */
    enum Precision {
        DOUBLE(1e-6, 1e-6),
        FLOAT(1e-3, 5e-3);

        final double step;
        final double tolerance;

        Precision(double step, double tolerance) {
            this.step = step;
            this.tolerance = tolerance;
        }
    }

    /** A layer, its groups, how many parameters are trained, input and output shape. */
    record Case(Layer conf, int groups, int trained, long[] input, long[] output) {

        LayerHarness layer() {
            return grouped(new LayerHarness(conf, DataType.DOUBLE, 4));
        }

        LayerHarness layer(ExecutionPath path) {
            return grouped(LayerHarness.on(path, conf, 4));
        }

        private LayerHarness grouped(LayerHarness harness) {
            if (harness.layer instanceof GroupedStatistics grouped) {
                grouped.setGroups(groups);
            }
            return harness;
        }
    }

    static List<Case> cases() {
        BatchNormalization norm =
                new BatchNormalization.Builder().nIn(3).nOut(3).useLogStd(false).build();
        ConvolutionLayer convolution = new ConvolutionLayer.Builder(3, 2)
                .nIn(2)
                .nOut(3)
                .stride(2, 1)
                .padding(1, 0)
                .dataFormat(CNN2DFormat.NHWC)
                .activation(Activation.TANH)
                .build();
        long[] images = {4, 3, 2, 3};
        long[] vectors = {6, 3};
        return List.of(
                new Case(OneDnnBatchNorm.of(norm, true), 1, 6, images, images),
                new Case(OneDnnBatchNorm.of(norm, true), 2, 6, images, images),
                new Case(OneDnnBatchNorm.of(norm, false), 3, 6, vectors, vectors),
                new Case(OneDnnConvolution.of(convolution), 1, 39, new long[] {2, 5, 4, 2}, new long[] {2, 3, 3, 3}));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreThoseOfTheForwardPass(Case c) {
        check(c, c.layer(), Precision.DOUBLE);
    }

    static Stream<Arguments> casesOnAllPaths() {
        return LayerHarness.onAllPaths(cases());
    }

    @ParameterizedTest
    @MethodSource("casesOnAllPaths")
    void gradientsAreThoseOfTheForwardPassInFloat(ExecutionPath path, Case c) {
        LayerHarness layer = c.layer(path);
        check(c, layer, Precision.FLOAT);
        assertThat(layer.path()).isEqualTo(path);
    }

    private static void check(Case c, LayerHarness layer, Precision precision) {
        INDArray input = LayerHarness.random(1, c.input());
        INDArray weights = LayerHarness.random(2, c.output());
        LayerHarness.Result result = layer.run(input, weights);
        Random random = new Random(8);
        for (int i = 0; i < 12; i++) {
            int parameter = random.nextInt(c.trained());
            check(
                    c,
                    "parameter " + parameter,
                    layer.parameters,
                    parameter,
                    result.parameterGradients(),
                    input,
                    layer,
                    precision);
            int pixel = random.nextInt((int) input.length());
            check(c, "input " + pixel, input, pixel, result.inputGradient(), input, layer, precision);
        }
    }

    private static void check(
            Case c,
            String what,
            INDArray moved,
            int index,
            INDArray gradient,
            INDArray input,
            LayerHarness layer,
            Precision precision) {
        INDArray flat = moved.reshape(moved.length());
        double value = flat.getDouble(index);
        flat.putScalar(index, value + precision.step);
        double above = loss(c, input, layer);
        flat.putScalar(index, value - precision.step);
        double below = loss(c, input, layer);
        flat.putScalar(index, value);
        double expected = (above - below) / (2 * precision.step);
        double actual = gradient.reshape(gradient.length()).getDouble(index);
        assertThat(Math.abs(actual - expected))
                .as("%s: gradient %s, difference quotient %s", what, actual, expected)
                .isLessThanOrEqualTo(precision.tolerance * Math.max(1, Math.abs(expected)));
    }

    private static double loss(Case c, INDArray input, LayerHarness layer) {
        return layer.forward(input, true)
                .mul(LayerHarness.random(2, c.output()))
                .sumNumber()
                .doubleValue();
    }
}

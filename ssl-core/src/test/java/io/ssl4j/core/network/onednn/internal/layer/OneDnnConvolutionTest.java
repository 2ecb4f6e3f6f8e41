package io.ssl4j.core.network.onednn.internal.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.network.onednn.ExecutionPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class OneDnnConvolutionTest {

    private static final double FLOAT_TOLERANCE = 2e-5;
    private static final double DOUBLE_TOLERANCE = 1e-12;

    /** A convolution and its input: batch, channels in and out, size, kernel, stride, padding (-1: Same), dilation. */
    record Case(
            CNN2DFormat format,
            int batch,
            int in,
            int out,
            int height,
            int width,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int padding,
            int dilation,
            boolean bias,
            Activation activation) {

        ConvolutionLayer stock() {
            ConvolutionLayer.Builder builder = new ConvolutionLayer.Builder(kernelHeight, kernelWidth)
                    .nIn(in)
                    .nOut(out)
                    .stride(stride, stride)
                    .dilation(dilation, dilation)
                    .hasBias(bias)
                    .dataFormat(format)
                    .activation(activation);
            if (padding < 0) {
                builder.convolutionMode(ConvolutionMode.Same);
            } else {
                builder.convolutionMode(ConvolutionMode.Truncate).padding(padding, padding);
            }
            return builder.build();
        }

        INDArray input() {
            return format == CNN2DFormat.NCHW
                    ? LayerHarness.random(11, batch, in, height, width)
                    : LayerHarness.random(11, batch, height, width, in);
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (CNN2DFormat format : CNN2DFormat.values()) {
            Activation identity = Activation.IDENTITY;
            cases.add(new Case(format, 4, 8, 16, 12, 12, 3, 3, 1, 1, 1, false, identity));
            cases.add(new Case(format, 3, 1, 8, 11, 9, 3, 3, 1, 1, 1, true, identity));
            cases.add(new Case(format, 2, 3, 16, 13, 17, 7, 7, 2, 3, 1, false, identity));
            cases.add(new Case(format, 2, 16, 32, 9, 9, 3, 3, 2, 1, 1, true, identity));
            cases.add(new Case(format, 2, 16, 32, 10, 10, 3, 3, 2, 1, 1, false, identity));
            cases.add(new Case(format, 2, 16, 24, 10, 9, 1, 1, 1, 0, 1, true, identity));
            cases.add(new Case(format, 2, 16, 32, 10, 9, 1, 1, 2, 0, 1, false, identity));
            cases.add(new Case(format, 2, 24, 16, 11, 9, 1, 1, 2, 0, 1, false, identity));
            cases.add(new Case(format, 2, 5, 7, 9, 8, 3, 2, 1, 0, 1, true, identity));
            cases.add(new Case(format, 2, 8, 8, 12, 12, 3, 3, 1, 2, 2, true, identity));
            cases.add(new Case(format, 1, 8, 8, 6, 7, 3, 3, 1, -1, 1, true, identity));
            cases.add(new Case(format, 2, 4, 8, 7, 10, 3, 3, 2, -1, 1, false, identity));
            cases.add(new Case(format, 2, 4, 8, 9, 9, 2, 3, 1, -1, 2, true, identity));
            cases.add(new Case(format, 1, 3, 2, 1, 1, 1, 1, 1, 0, 1, true, identity));
            cases.add(new Case(format, 3, 8, 16, 8, 8, 3, 3, 1, 1, 1, true, Activation.RELU));
            cases.add(new Case(format, 3, 8, 16, 8, 8, 3, 3, 1, 1, 1, true, Activation.TANH));
        }
        return cases;
    }

    static Stream<Arguments> casesOnAllPaths() {
        return LayerHarness.onAllPaths(cases());
    }

    @ParameterizedTest
    @MethodSource("casesOnAllPaths")
    void agreesWithTheStockLayerInDouble(ExecutionPath path, Case c) {
        LayerHarness stock = new LayerHarness(c.stock(), DataType.DOUBLE, 5);
        LayerHarness fast = LayerHarness.on(path, OneDnnConvolution.of(c.stock()), 5);
        INDArray input = c.input();
        INDArray gradient = LayerHarness.random(12, stock.forward(input, true).shape());

        LayerHarness.Result expected = stock.run(input, gradient);
        LayerHarness.Result actual = fast.run(input, gradient);

        assertThat(fast.path()).isEqualTo(path);
        LayerHarness.assertSame(actual, expected, FLOAT_TOLERANCE);
        LayerHarness.assertClose("inference", fast.forward(input, false), stock.forward(input, false), FLOAT_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void doubleFallsBackToTheStockLayer(Case c) {
        LayerHarness stock = new LayerHarness(c.stock(), DataType.DOUBLE, 5);
        LayerHarness fallback = new LayerHarness(OneDnnConvolution.of(c.stock()), DataType.DOUBLE, 5);
        INDArray gradient =
                LayerHarness.random(12, stock.forward(c.input(), true).shape());

        LayerHarness.Result expected = stock.run(c.input(), gradient);
        LayerHarness.Result actual = fallback.run(c.input(), gradient);

        assertThat(fallback.path()).isEqualTo(ExecutionPath.STOCK);
        LayerHarness.assertSame(actual, expected, DOUBLE_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("io.ssl4j.core.network.onednn.internal.layer.LayerHarness#paths")
    void theSameBitsTwice(ExecutionPath path) {
        Case c = cases().get(0);
        INDArray gradient = LayerHarness.random(12, 4, 16, 12, 12);
        LayerHarness.Result first =
                LayerHarness.on(path, OneDnnConvolution.of(c.stock()), 5).run(c.input(), gradient);
        LayerHarness again = LayerHarness.on(path, OneDnnConvolution.of(c.stock()), 5);
        again.run(c.input(), gradient);
        LayerHarness.Result second = again.run(c.input(), gradient);
        assertThat(second.output()).isEqualTo(first.output());
        assertThat(second.inputGradient()).isEqualTo(first.inputGradient());
        assertThat(second.parameterGradients()).isEqualTo(first.parameterGradients());
    }

    /** oneDNN 2.5.2 writes past its scratch memory for these. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 12})
    void aStridedPointwiseConvolutionOfFewChannelsFallsBack(int in) {
        Case c = new Case(CNN2DFormat.NHWC, 9, in, 16, 12, 10, 1, 1, 2, 0, 1, false, Activation.IDENTITY);
        LayerHarness stock = new LayerHarness(c.stock(), DataType.DOUBLE, 5);
        LayerHarness fast = new LayerHarness(OneDnnConvolution.of(c.stock()), DataType.FLOAT, 5);
        INDArray gradient =
                LayerHarness.random(12, stock.forward(c.input(), true).shape());
        LayerHarness.assertSame(fast.run(c.input(), gradient), stock.run(c.input(), gradient), FLOAT_TOLERANCE);
        assertThat(fast.path()).isEqualTo(ExecutionPath.LIBND4J);
    }
}

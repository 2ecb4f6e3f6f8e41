package io.ssl4j.core.network.onednn.internal.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.network.onednn.ExecutionPath;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class OneDnnPoolingAndReluTest {

    private static final double FLOAT_TOLERANCE = 1e-6;

    private static GlobalPoolingLayer average(int... dimensions) {
        return new GlobalPoolingLayer.Builder(PoolingType.AVG)
                .poolingDimensions(dimensions)
                .build();
    }

    static List<int[]> dimensions() {
        return List.of(new int[] {1, 2}, new int[] {2, 3});
    }

    @ParameterizedTest
    @MethodSource("dimensions")
    void averagesAsTheStockLayerInDouble(int[] dimensions) {
        LayerHarness stock = new LayerHarness(average(dimensions), DataType.DOUBLE, 1);
        INDArray input = LayerHarness.random(2, 3, 7, 5, 9);
        INDArray gradient = LayerHarness.random(3, 3, dimensions[0] == 1 ? 9 : 7);
        LayerHarness.Result expected = stock.run(input, gradient);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            LayerHarness fast = new LayerHarness(OneDnnGlobalAveragePooling.of(average(dimensions)), type, 1);
            LayerHarness.Result actual = fast.run(input, gradient);
            assertThat(fast.path()).isEqualTo(type == DataType.FLOAT ? ExecutionPath.ONEDNN : ExecutionPath.STOCK);
            LayerHarness.assertClose("output", actual.output(), expected.output(), FLOAT_TOLERANCE);
            LayerHarness.assertClose("gradient", actual.inputGradient(), expected.inputGradient(), FLOAT_TOLERANCE);
        }
    }

    @Test
    void aPermutedGradientIsReadInItsOwnOrder() {
        INDArray input = LayerHarness.random(2, 3, 4, 4, 8);
        INDArray gradient = LayerHarness.random(3, 3, 8);
        LayerHarness fast = new LayerHarness(OneDnnGlobalAveragePooling.of(average(1, 2)), DataType.FLOAT, 1);
        INDArray expected = fast.run(input, gradient).inputGradient();
        assertThat(fast.run(input, gradient.dup('f')).inputGradient()).isEqualTo(expected);
    }

    private static SubsamplingLayer maximum(CNN2DFormat format, int kernel, int stride, int padding, int dilation) {
        SubsamplingLayer.Builder builder = new SubsamplingLayer.Builder(PoolingType.MAX)
                .kernelSize(kernel, kernel)
                .stride(stride, stride)
                .dilation(dilation, dilation)
                .dataFormat(format);
        return (padding < 0
                        ? builder.convolutionMode(ConvolutionMode.Same)
                        : builder.convolutionMode(ConvolutionMode.Truncate).padding(padding, padding))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 1, 1", "2, 2, 0, 1", "3, 1, -1, 1", "3, 3, 0, 1", "2, 1, 0, 2"})
    void takesMaximaAsTheStockLayerInDouble(int kernel, int stride, int padding, int dilation) {
        for (CNN2DFormat format : CNN2DFormat.values()) {
            INDArray input = LayerHarness.random(2, 3, 7, 8, 9);
            SubsamplingLayer conf = maximum(format, kernel, stride, padding, dilation);
            LayerHarness stock = new LayerHarness(conf, DataType.DOUBLE, 1);
            INDArray gradient =
                    LayerHarness.random(3, stock.forward(input, true).shape());
            LayerHarness.Result expected = stock.run(input, gradient);
            LayerHarness fast = new LayerHarness(OneDnnMaxPooling.of(conf), DataType.FLOAT, 1);
            LayerHarness.Result actual = fast.run(input, gradient);
            assertThat(fast.path()).isEqualTo(dilation == 1 ? ExecutionPath.ONEDNN : ExecutionPath.STOCK);
            LayerHarness.assertClose("output", actual.output(), expected.output(), FLOAT_TOLERANCE);
            LayerHarness.assertClose("gradient", actual.inputGradient(), expected.inputGradient(), FLOAT_TOLERANCE);
            LayerHarness.assertClose("inference", fast.forward(input, false), expected.output(), FLOAT_TOLERANCE);
        }
    }

    @Test
    void otherPoolingsAreNotConverted() {
        GlobalPoolingLayer max = new GlobalPoolingLayer(PoolingType.MAX);
        assertThatThrownBy(() -> OneDnnGlobalAveragePooling.of(max))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be AVG, got MAX");
        SubsamplingLayer mean = new SubsamplingLayer.Builder(PoolingType.AVG).build();
        assertThatThrownBy(() -> OneDnnMaxPooling.of(mean))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pooling type MAX, got SubsamplingLayer with AVG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "f", "channels-last"})
    void reluAgreesWithTheStockLayer(String order) {
        INDArray input = ordered(LayerHarness.random(2, 3, 4, 5, 6), order);
        INDArray gradient = ordered(LayerHarness.random(3, 3, 4, 5, 6), order);
        LayerHarness.Result expected =
                new LayerHarness(new ActivationLayer(Activation.RELU), DataType.FLOAT, 1).run(input, gradient);
        LayerHarness fast = new LayerHarness(OneDnnRelu.of(new ActivationLayer(Activation.RELU)), DataType.FLOAT, 1);
        LayerHarness.Result actual = fast.run(input, gradient);
        assertThat(fast.path()).isEqualTo(order.equals("f") ? ExecutionPath.STOCK : ExecutionPath.ONEDNN);
        assertThat(actual.output()).isEqualTo(expected.output());
        assertThat(actual.inputGradient()).isEqualTo(expected.inputGradient());
    }

    private static INDArray ordered(INDArray array, String order) {
        INDArray typed = array.castTo(DataType.FLOAT);
        return switch (order) {
            case "f" -> typed.dup('f');
            case "c" -> typed.dup('c');
            default -> typed.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2);
        };
    }

    @Test
    void onlyThePlainReluIsConverted() {
        ActivationLayer leaky = new ActivationLayer(new ActivationReLU(6.0, null, null));
        assertThatThrownBy(() -> OneDnnRelu.of(leaky))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be ReLU without bound");
    }
}

package io.ssl4j.core.network.onednn.internal.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.network.onednn.internal.InputGradientOptional;
import io.ssl4j.core.network.onednn.internal.kernel.OneDnn;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class FallbackTest {

    /** A fast configuration, its stock one, and the shape of an output. */
    record Case(Layer fast, Layer stock, long... output) {}

    private static final long[] INPUT = {4, 8, 6, 5};

    @AfterEach
    void allowOneDnn() {
        System.clearProperty(LayerPaths.PROPERTY);
    }

    static List<Case> cases() {
        ConvolutionLayer convolution = new ConvolutionLayer.Builder(3, 3)
                .nIn(8)
                .nOut(4)
                .padding(1, 1)
                .dataFormat(CNN2DFormat.NCHW)
                .activation(Activation.IDENTITY)
                .build();
        BatchNormalization norm =
                new BatchNormalization.Builder().nIn(8).nOut(8).useLogStd(false).build();
        ActivationLayer relu = new ActivationLayer(Activation.RELU);
        GlobalPoolingLayer pooling = new GlobalPoolingLayer(PoolingType.AVG);
        return List.of(
                new Case(OneDnnConvolution.of(convolution), convolution, 4, 4, 6, 5),
                new Case(OneDnnBatchNorm.of(norm, false), norm, INPUT),
                new Case(OneDnnRelu.of(relu), relu, INPUT),
                new Case(OneDnnGlobalAveragePooling.of(pooling), pooling, 4, 8));
    }

    @Test
    void theNativePathIsThereInThisBuild() {
        assertThat(OneDnn.available()).isTrue();
        assertThat(OneDnn.unavailableReason()).isEmpty();
        assertThat(OneDnn.coordinates("linux-x86_64"))
                .isEqualTo("org.bytedeco:dnnl:2.5.2-1.5.7:linux-x86_64 and org.bytedeco:opencl:3.0-1.5.7:linux-x86_64");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePropertyForcesTheStockImplementationToTheBit(Case c) {
        System.setProperty(LayerPaths.PROPERTY, "stock");
        LayerHarness forced = new LayerHarness(c.fast(), DataType.FLOAT, 3);
        System.clearProperty(LayerPaths.PROPERTY);
        LayerHarness stock = new LayerHarness(c.stock(), DataType.FLOAT, 3);
        INDArray input = LayerHarness.random(1, INPUT);
        INDArray gradient = LayerHarness.random(2, c.output());

        assertThat(forced.path()).isEqualTo(ExecutionPath.NONE);
        LayerHarness.Result actual = forced.run(input, gradient);
        LayerHarness.Result expected = stock.run(input, gradient);

        assertThat(forced.path()).isEqualTo(ExecutionPath.STOCK);
        assertThat(actual.output()).isEqualTo(expected.output());
        assertThat(actual.inputGradient()).isEqualTo(expected.inputGradient());
        LayerHarness.assertClose("gradients", actual.parameterGradients(), expected.parameterGradients(), 0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputsAreNotChanged(Case c) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray input = LayerHarness.random(1, INPUT).castTo(type);
            INDArray gradient = LayerHarness.random(2, c.output()).castTo(type);
            INDArray inputBefore = input.dup();
            INDArray gradientBefore = gradient.dup();
            new LayerHarness(c.fast(), type, 3).run(input, gradient);
            assertThat(input).isEqualTo(inputBefore);
            assertThat(gradient).isEqualTo(gradientBefore);
        }
    }

    @Test
    void theInputGradientIsLeftOutOnBothPaths() {
        Case c = cases().get(0);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            LayerHarness whole = new LayerHarness(c.fast(), type, 3);
            LayerHarness first = new LayerHarness(c.fast(), type, 3);
            ((InputGradientOptional) first.layer).setInputGradientNeeded(false);
            INDArray input = LayerHarness.random(1, INPUT);
            LayerHarness.Result expected = whole.run(input, LayerHarness.random(2, c.output()));
            LayerHarness.Result actual = first.run(input, LayerHarness.random(2, c.output()));
            assertThat(actual.inputGradient()).isNull();
            assertThat(actual.parameterGradients()).isEqualTo(expected.parameterGradients());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stridedInputsGiveTheSameBits(Case c) {
        INDArray input = LayerHarness.random(1, INPUT).castTo(DataType.FLOAT);
        INDArray gradient = LayerHarness.random(2, c.output()).castTo(DataType.FLOAT);
        LayerHarness.Result expected = new LayerHarness(c.fast(), DataType.FLOAT, 3).run(input, gradient);
        LayerHarness.Result actual =
                new LayerHarness(c.fast(), DataType.FLOAT, 3).run(input.dup('f'), gradient.dup('f'));
        assertThat(actual.output()).isEqualTo(expected.output());
        assertThat(actual.inputGradient()).isEqualTo(expected.inputGradient());
    }
}

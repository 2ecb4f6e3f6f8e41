package io.ssl4j.core.network.onednn.internal.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** A convolution on libnd4j's ops conv2d and conv2d_bp, which manage their own im2col buffer. */
final class LibNd4jConvolution {

    private static final long NCHW = 0;
    private static final long NHWC = 1;
    /** Weights as DL4J keeps them: output channels, input channels, height, width. */
    private static final long OIHW = 1;

    private final long[] settings;

    LibNd4jConvolution(ConvolutionLayer conf) {
        int[] kernel = conf.getKernelSize();
        int[] stride = conf.getStride();
        int[] padding = conf.getPadding();
        int[] dilation = conf.getDilation();
        settings = new long[] {
            kernel[0],
            kernel[1],
            stride[0],
            stride[1],
            padding[0],
            padding[1],
            dilation[0],
            dilation[1],
            conf.getConvolutionMode() == ConvolutionMode.Same ? 1 : 0,
            conf.getCnn2dDataFormat() == CNN2DFormat.NHWC ? NHWC : NCHW,
            OIHW
        };
    }

    /**
     * @param bias null for none
     * @param output written
     */
    void forward(INDArray input, INDArray weights, INDArray bias, INDArray output) {
        run("conv2d", inputs(input, weights, bias), List.of(output));
    }

    /**
     * @param bias null for none
     * @param inputGradient written
     * @param weightsGradient written
     * @param biasGradient written; null for none
     */
    void backward(
            INDArray input,
            INDArray weights,
            INDArray bias,
            INDArray outputGradient,
            INDArray inputGradient,
            INDArray weightsGradient,
            INDArray biasGradient) {
        List<INDArray> inputs = inputs(input, weights, bias);
        inputs.add(outputGradient);
        run("conv2d_bp", inputs, inputs(inputGradient, weightsGradient, biasGradient));
    }

    private static List<INDArray> inputs(INDArray images, INDArray weights, INDArray bias) {
        List<INDArray> arrays = new ArrayList<>(Arrays.asList(images, weights));
        if (bias != null) {
            arrays.add(bias.reshape(bias.length()));
        }
        return arrays;
    }

    private void run(String name, List<INDArray> inputs, List<INDArray> outputs) {
        DynamicCustomOp op = DynamicCustomOp.builder(name)
                .addInputs(inputs.toArray(INDArray[]::new))
                .addOutputs(outputs.toArray(INDArray[]::new))
                .build();
        op.addIArgument(settings);
        Nd4j.exec(op);
    }
}

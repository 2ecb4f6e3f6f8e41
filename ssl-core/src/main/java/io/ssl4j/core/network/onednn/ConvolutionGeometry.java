package io.ssl4j.core.network.onednn;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.linalg.api.ndarray.INDArray;

/** From a convolution's configuration and its input to the shape that is computed, with DL4J's rules for padding. */
final class ConvolutionGeometry {

    private final ConvolutionLayer conf;
    private final boolean relu;
    private ConvolutionShape last;

    ConvolutionGeometry(ConvolutionLayer conf, boolean relu) {
        this.conf = conf;
        this.relu = relu;
    }

    /** What oneDNN cannot do about the configuration, or null. */
    String unsupported() {
        if (conf.getKernelSize().length != 2) {
            return "the kernel has " + conf.getKernelSize().length + " dimensions, not 2";
        }
        return conf.getConvolutionMode() == ConvolutionMode.Causal ? "causal convolution" : null;
    }

    /**
     * @param input {@code [batch, channels, height, width]} or {@code [batch, height, width, channels]}, as configured
     * @throws org.deeplearning4j.exception.DL4JInvalidInputException if kernel, stride and padding do not fit the input
     */
    ConvolutionShape shape(INDArray input) {
        boolean nchw = conf.getCnn2dDataFormat() == CNN2DFormat.NCHW;
        long batch = input.size(0);
        int height = (int) input.size(nchw ? 2 : 1);
        int width = (int) input.size(nchw ? 3 : 2);
        if (last == null || last.batch() != batch || last.inputHeight() != height || last.inputWidth() != width) {
            last = shape(input, batch, height, width);
        }
        return last;
    }

    private ConvolutionShape shape(INDArray input, long batch, int height, int width) {
        int[] kernel = conf.getKernelSize();
        int[] stride = conf.getStride();
        int[] dilation = conf.getDilation();
        boolean same = conf.getConvolutionMode() == ConvolutionMode.Same;
        int[] given = same ? null : conf.getPadding();
        int[] size = ConvolutionUtils.getOutputSize(
                input, kernel, stride, given, conf.getConvolutionMode(), dilation, conf.getCnn2dDataFormat());
        int[] before = same
                ? ConvolutionUtils.getSameModeTopLeftPadding(size, new int[] {height, width}, kernel, stride, dilation)
                : given;
        return new ConvolutionShape(
                batch,
                height,
                width,
                conf.getNIn(),
                size[0],
                size[1],
                conf.getNOut(),
                kernel[0],
                kernel[1],
                stride[0],
                stride[1],
                dilation[0],
                dilation[1],
                before[0],
                before[1],
                after(size[0], stride[0], kernel[0], dilation[0], height, before[0]),
                after(size[1], stride[1], kernel[1], dilation[1], width, before[1]),
                conf.hasBias(),
                relu);
    }

    /** The padding that makes the last output reach exactly to the end. */
    private static long after(int output, int stride, int kernel, int dilation, int input, int before) {
        return (output - 1L) * stride + (kernel - 1L) * dilation + 1 - input - before;
    }
}

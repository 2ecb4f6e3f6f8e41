package io.ssl4j.core.network.onednn.internal.kernel;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The geometry of a window that slides over an image, with DL4J's rules for output size and padding.
 *
 * @param kernelHeight rows of the window
 * @param kernelWidth columns of the window
 * @param strideHeight stride over rows
 * @param strideWidth stride over columns
 * @param dilationHeight 1 for a window without holes
 * @param dilationWidth 1 for a window without holes
 * @param top rows of padding above
 * @param left columns of padding on the left
 * @param bottom rows of padding below; negative where the last rows are not used
 * @param right columns of padding on the right; may be negative
 * @param outputHeight rows of the output
 * @param outputWidth columns of the output
 */
public record Window(
        long kernelHeight,
        long kernelWidth,
        long strideHeight,
        long strideWidth,
        long dilationHeight,
        long dilationWidth,
        long top,
        long left,
        long bottom,
        long right,
        long outputHeight,
        long outputWidth) {

    /**
     * @param padding above and on the left, used in the mode Truncate and Strict
     * @throws org.deeplearning4j.exception.DL4JInvalidInputException if the window does not fit the input
     */
    public static Window over(
            INDArray input,
            CNN2DFormat format,
            int[] kernel,
            int[] stride,
            int[] padding,
            int[] dilation,
            ConvolutionMode mode) {
        boolean same = mode == ConvolutionMode.Same;
        int first = format == CNN2DFormat.NCHW ? 2 : 1;
        int[] size = {(int) input.size(first), (int) input.size(first + 1)};
        int[] output =
                ConvolutionUtils.getOutputSize(input, kernel, stride, same ? null : padding, mode, dilation, format);
        int[] before =
                same ? ConvolutionUtils.getSameModeTopLeftPadding(output, size, kernel, stride, dilation) : padding;
        long[] after = new long[2];
        for (int d = 0; d < 2; d++) {
            long reach = (output[d] - 1L) * stride[d] + (kernel[d] - 1L) * dilation[d] + 1;
            after[d] = reach - size[d] - before[d];
        }
        return new Window(
                kernel[0],
                kernel[1],
                stride[0],
                stride[1],
                dilation[0],
                dilation[1],
                before[0],
                before[1],
                after[0],
                after[1],
                output[0],
                output[1]);
    }

    /** The window that sees the whole image at once. */
    public static Window whole(long height, long width) {
        return new Window(height, width, height, width, 1, 1, 0, 0, 0, 0, 1, 1);
    }

    public long[] kernel() {
        return new long[] {kernelHeight, kernelWidth};
    }

    public long[] strides() {
        return new long[] {strideHeight, strideWidth};
    }

    /** In oneDNN a window without holes has dilation 0. */
    public long[] dilations() {
        return new long[] {dilationHeight - 1, dilationWidth - 1};
    }

    public long[] before() {
        return new long[] {top, left};
    }

    public long[] after() {
        return new long[] {bottom, right};
    }
}

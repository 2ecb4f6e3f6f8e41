package io.ssl4j.core.network.onednn;

/**
 * Everything that decides how a convolution is computed. Pairs are (height, width).
 *
 * @param batch images
 * @param inputHeight rows of the input
 * @param inputWidth columns of the input
 * @param inputChannels channels of the input
 * @param outputHeight rows of the output
 * @param outputWidth columns of the output
 * @param outputChannels channels of the output
 * @param kernelHeight rows of the filter
 * @param kernelWidth columns of the filter
 * @param strideHeight stride over rows
 * @param strideWidth stride over columns
 * @param dilationHeight 1 for a dense filter
 * @param dilationWidth 1 for a dense filter
 * @param top rows of padding above
 * @param left columns of padding on the left
 * @param bottom rows of padding below; may be negative where the last rows are not used
 * @param right columns of padding on the right; may be negative
 * @param bias whether a bias is added
 * @param relu whether the result passes through a ReLU
 */
record ConvolutionShape(
        long batch,
        long inputHeight,
        long inputWidth,
        long inputChannels,
        long outputHeight,
        long outputWidth,
        long outputChannels,
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
        boolean bias,
        boolean relu) {

    long[] input() {
        return new long[] {batch, inputHeight, inputWidth, inputChannels};
    }

    long[] output() {
        return new long[] {batch, outputHeight, outputWidth, outputChannels};
    }

    long[] weights() {
        return new long[] {outputChannels, inputChannels, kernelHeight, kernelWidth};
    }

    long[] strides() {
        return new long[] {strideHeight, strideWidth};
    }

    /** In oneDNN a dense filter has dilation 0. */
    long[] dilations() {
        return new long[] {dilationHeight - 1, dilationWidth - 1};
    }

    long[] before() {
        return new long[] {top, left};
    }

    long[] after() {
        return new long[] {bottom, right};
    }
}

package io.ssl4j.core.network.onednn.internal.kernel;

/**
 * Everything that determines how a convolution is computed.
 *
 * @param batch images
 * @param inputHeight rows of the input
 * @param inputWidth columns of the input
 * @param inputChannels channels of the input
 * @param outputChannels channels of the output
 * @param window kernel, stride, dilation, padding and output size
 * @param bias whether a bias is added
 * @param relu whether the result passes through a ReLU
 * @param blocked whether it is computed in blocked images; else in channels-last ones
 */
public record ConvolutionShape(
        long batch,
        long inputHeight,
        long inputWidth,
        long inputChannels,
        long outputChannels,
        Window window,
        boolean bias,
        boolean relu,
        boolean blocked) {

    public ConvolutionShape inBlocks() {
        return new ConvolutionShape(
                batch, inputHeight, inputWidth, inputChannels, outputChannels, window, bias, relu, true);
    }

    /** The layout of output and output gradient. */
    public ImageLayout outputLayout() {
        return blocked ? ImageLayout.BLOCKED : ImageLayout.CHANNELS_LAST;
    }

    public long[] input() {
        return new long[] {batch, inputHeight, inputWidth, inputChannels};
    }

    public long[] output() {
        return new long[] {batch, window.outputHeight(), window.outputWidth(), outputChannels};
    }

    public long[] weights() {
        return new long[] {outputChannels, inputChannels, window.kernelHeight(), window.kernelWidth()};
    }
}

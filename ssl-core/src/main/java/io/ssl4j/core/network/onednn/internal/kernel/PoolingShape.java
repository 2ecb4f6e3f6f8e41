package io.ssl4j.core.network.onednn.internal.kernel;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Everything that determines how a pooling is computed.
 *
 * @param kind maximum or average
 * @param batch images
 * @param height rows of the input
 * @param width columns of the input
 * @param channels of input and output
 * @param window kernel, stride, padding and output size
 * @param layout of input, output and gradients; blocked only if the channels fill their blocks
 */
public record PoolingShape(
        algorithm kind, long batch, long height, long width, long channels, Window window, ImageLayout layout) {

    /** @param images channels-last or blocked */
    public static PoolingShape of(algorithm kind, INDArray images, Window window) {
        boolean blocked = ImageLayout.isBlocked(images);
        int height = blocked ? 2 : 1;
        return new PoolingShape(
                kind,
                images.size(0),
                images.size(height),
                images.size(height + 1),
                blocked ? images.size(1) * images.size(4) : images.size(3),
                window,
                blocked ? ImageLayout.BLOCKED : ImageLayout.CHANNELS_LAST);
    }

    public long[] input() {
        return new long[] {batch, height, width, channels};
    }

    public long[] output() {
        return new long[] {batch, window.outputHeight(), window.outputWidth(), channels};
    }
}

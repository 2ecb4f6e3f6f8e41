package io.ssl4j.core.network.onednn;

import org.bytedeco.dnnl.global.dnnl.algorithm;

/**
 * Everything that decides how a pooling is computed.
 *
 * @param kind maximum or average
 * @param batch images
 * @param height rows of the input
 * @param width columns of the input
 * @param channels of input and output
 * @param window kernel, stride, padding and output size
 */
record PoolingShape(algorithm kind, long batch, long height, long width, long channels, Window window) {

    long[] input() {
        return new long[] {batch, height, width, channels};
    }

    long[] output() {
        return new long[] {batch, window.outputHeight(), window.outputWidth(), channels};
    }
}

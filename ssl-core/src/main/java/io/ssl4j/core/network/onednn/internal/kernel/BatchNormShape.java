package io.ssl4j.core.network.onednn.internal.kernel;

/**
 * Everything that determines how a batch normalisation is computed.
 *
 * @param groups parts of the batch with their own statistics
 * @param rows batch size of one group
 * @param height rows of an image; 1 for vectors
 * @param width columns of an image; 1 for vectors
 * @param channels normalised apart
 * @param epsilon added to the variance
 * @param relu whether the result passes through a ReLU
 * @param layout of input, output and gradients; blocked only if the channels fill their blocks
 */
public record BatchNormShape(
        int groups,
        long rows,
        long height,
        long width,
        long channels,
        float epsilon,
        boolean relu,
        ImageLayout layout) {

    /** {@code [rows, height, width, channels]} of one group. */
    public long[] group() {
        return new long[] {rows, height, width, channels};
    }

    /** Elements of one group. */
    public long groupLength() {
        return rows * height * width * channels;
    }
}

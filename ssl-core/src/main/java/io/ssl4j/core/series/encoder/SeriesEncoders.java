package io.ssl4j.core.series.encoder;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Standard series encoders, made of stock DL4J layers that keep the length, each ending in an average over time. They
 * take any number of channels and any length, and honour masks: padding does not change the representation of a series.
 */
public final class SeriesEncoders {

    private static final int KERNEL = 3;
    private static final int STEM_KERNEL = 7;
    private static final int MOST_BLOCKS = 6;

    private SeriesEncoders() {}

    /**
     * A dilated residual convolutional network over time: a stem, then blocks of two convolutions of kernel 3 whose
     * dilation doubles from block to block while it stays below half the length (at most six blocks: 1 to 32), then a
     * 1x1 convolution to {@code 4 width} channels. Representations of {@code 4 width} numbers. Modelled on the encoders
     * of TS2Vec (Yue et al. 2021, arXiv:2106.10466: ten such blocks of width 64) and of Franceschi et al. 2019
     * (arXiv:1901.10738), but not causal, and with batch norm.
     *
     * @param width channels of a block, at least 1
     * @param seed the seed for the initial weights
     */
    public static Encoder<Series> dilatedConv(SeriesInput input, int width, long seed) {
        return dilatedConv(input, width, seed, DataType.FLOAT);
    }

    /** {@link #dilatedConv(SeriesInput, int, long) dilatedConv} in float or double. */
    public static Encoder<Series> dilatedConv(SeriesInput input, int width, long seed, DataType type) {
        if (width < 1) {
            throw new IllegalArgumentException("a series encoder needs a width of at least 1, got " + width);
        }
        SeriesNet net =
                new SeriesNet(input, type).unit("stem", width, STEM_KERNEL, 1).tap("stem");
        for (int block = 0; block < blocks(input.length()); block++) {
            net.residualBlock("block" + (block + 1), width, KERNEL, 1 << block);
        }
        return net.unit("head", 4 * width, 1, 1).tap("head").average(seed);
    }

    /** Returns the number of blocks with a dilation below half the length; at least one. */
    private static int blocks(int length) {
        int blocks = 1;
        while (blocks < MOST_BLOCKS && (2 << blocks) < length) {
            blocks++;
        }
        return blocks;
    }

    /**
     * The small fully convolutional network of Wang et al. 2016 (arXiv:1611.06455): three convolutions of 128, 256 and
     * 128 channels. The kernels are 7, 5 and 3 instead of the paper's 8, 5 and 3, so that they are centred.
     * Representations of 128 numbers.
     *
     * @param seed the seed for the initial weights
     */
    public static Encoder<Series> fullyConvolutional(SeriesInput input, long seed) {
        return fullyConvolutional(input, seed, DataType.FLOAT);
    }

    /** {@link #fullyConvolutional(SeriesInput, long) fullyConvolutional} in float or double. */
    public static Encoder<Series> fullyConvolutional(SeriesInput input, long seed, DataType type) {
        return new SeriesNet(input, type)
                .unit("layer1", 128, 7, 1)
                .tap("layer1")
                .unit("layer2", 256, 5, 1)
                .tap("layer2")
                .unit("layer3", 128, 3, 1)
                .tap("layer3")
                .average(seed);
    }
}

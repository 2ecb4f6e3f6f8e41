package io.ssl4j.core.network.onednn.internal.kernel;

import org.bytedeco.dnnl.memory;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory order of a batch of images, always dense. */
public enum ImageLayout {
    /** {@code [batch, height, width, channels]}. */
    CHANNELS_LAST(memory.format_tag.nhwc),
    /** {@code [batch, channels, height, width]}. */
    PLANAR(memory.format_tag.nchw),
    /**
     * {@code [batch, ceil(channels / 8), height, width, 8]}: eight channels of one pixel are adjacent, as many as an
     * AVX2 register holds. The last block is padded with channels of 0.
     */
    BLOCKED(memory.format_tag.nChw8c);

    private static final int BLOCK = 8;

    private final memory.format_tag tag;

    ImageLayout(memory.format_tag tag) {
        this.tag = tag;
    }

    /** Returns whether the channels fill their blocks, so that a blocked array needs no padding. */
    public static boolean fillsBlocks(long channels) {
        return channels % BLOCK == 0;
    }

    /** Returns whether an array of images is blocked: only blocked arrays have rank 5. */
    public static boolean isBlocked(INDArray images) {
        return images.rank() == 5;
    }

    /** The format whose spatial dimensions are those of the images: blocked ones have them where NCHW has. */
    public static CNN2DFormat spatialFormat(INDArray images, CNN2DFormat format) {
        return isBlocked(images) ? CNN2DFormat.NCHW : format;
    }

    /** Returns oneDNN's description of images of the shape {@code [batch, height, width, channels]}. */
    public memory.desc description(long... shape) {
        return Layouts.of(tag, shape[0], shape[3], shape[1], shape[2]);
    }

    /** The shape of an array in this layout, for images of the shape {@code [batch, height, width, channels]}. */
    public long[] arrayShape(long... shape) {
        return switch (this) {
            case CHANNELS_LAST -> shape.clone();
            case PLANAR -> new long[] {shape[0], shape[3], shape[1], shape[2]};
            case BLOCKED -> new long[] {shape[0], (shape[3] + BLOCK - 1) / BLOCK, shape[1], shape[2], BLOCK};
        };
    }
}

package io.ssl4j.core.vision.image;

/** The memory layout of a batch of images. */
public enum ChannelOrder {
    /** [batch, height, width, channels]: the faster one on a CPU. */
    NHWC,
    /** [batch, channels, height, width]. */
    NCHW
}

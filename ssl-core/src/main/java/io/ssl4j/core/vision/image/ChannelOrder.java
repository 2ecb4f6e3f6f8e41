package io.ssl4j.core.vision.image;

/** How a batch of images lies in memory. */
public enum ChannelOrder {
    /** [batch, height, width, channels]: the faster one on a CPU. */
    NHWC,
    /** [batch, channels, height, width]. */
    NCHW
}

package io.ssl4j.core.network.onednn.internal;

/**
 * A layer or vertex that can process images whose channels are stored in blocks of eight: arrays of rank 5, {@code
 * [batch, channels / 8, height, width, 8]}. On processors with AVX2, but not AVX-512, oneDNN's convolutions of such
 * images take a third less time than those of channels-last ones. DL4J's layers do not support them, so the executor of
 * a graph finds the stretches in which all layers do, and tells the {@link BlockedOutput}s there.
 *
 * <p>A layer that is neither a {@code BlockedOutput} nor a {@link KeepsLayout} makes something other than images.
 */
public interface BlockedImages {

    /** Returns whether the inputs may be blocked. */
    boolean takesBlocked();
}

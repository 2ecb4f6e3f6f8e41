package io.ssl4j.core.network.onednn.internal;

/**
 * A layer or vertex that can work on images whose channels lie in blocks of eight: arrays of rank 5,
 * {@code [batch, channels / 8, height, width, 8]}. On processors with AVX2, but not AVX-512, oneDNN's convolutions of such
 * images take a third less time than those of channels-last ones. DL4J's layers know nothing of them, so whoever drives a
 * graph finds the stretches of it where all layers do, and tells the {@link BlockedOutput}s in there.
 *
 * <p>A layer that is neither a {@code BlockedOutput} nor a {@link KeepsLayout} makes something other than images.
 */
public interface BlockedImages {

    /** Whether the inputs may be blocked. */
    boolean takesBlocked();
}

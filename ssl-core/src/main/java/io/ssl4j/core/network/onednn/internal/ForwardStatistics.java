package io.ssl4j.core.network.onednn.internal;

/** A normalisation layer that knows the deltas of its running statistics after a forward pass in training. */
public interface ForwardStatistics {

    /**
     * Writes the deltas of the live training pass into the layer's gradients, as backward would; other gradients stay
     * as they are.
     *
     * @return false if only backward can give them
     */
    boolean writeStatisticDeltas();
}

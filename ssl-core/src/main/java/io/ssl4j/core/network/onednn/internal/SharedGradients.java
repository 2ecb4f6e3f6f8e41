package io.ssl4j.core.network.onednn.internal;

/**
 * A vertex whose inputs all have the same gradient. DL4J's own loop adds to gradients in place, so there each input
 * needs its own array; an executor that does not may request one array for all.
 */
public interface SharedGradients {

    /**
     * Sets whether backward may return one array for all inputs; initially false. If so, the receiver must not write to
     * it.
     */
    void setGradientsShared(boolean shared);
}

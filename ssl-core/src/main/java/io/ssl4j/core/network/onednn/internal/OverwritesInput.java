package io.ssl4j.core.network.onednn.internal;

/**
 * A vertex that can store its activation in the array of one of its inputs. The executor of a graph chooses an input
 * that no other vertex reads.
 */
public interface OverwritesInput {

    /**
     * @param input which one may be overwritten
     * @param producer asked at each pass whether it does without the array
     */
    void setOverwritable(int input, DisposableOutput producer);
}

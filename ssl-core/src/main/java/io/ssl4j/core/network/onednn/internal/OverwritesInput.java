package io.ssl4j.core.network.onednn.internal;

/**
 * A vertex that can put its activation into the array of one of its inputs. Whoever drives a graph says which, knowing that
 * nobody else reads it.
 */
public interface OverwritesInput {

    /**
     * @param input which one may be overwritten
     * @param producer asked at each pass whether it does without the array
     */
    void setOverwritable(int input, DisposableOutput producer);
}

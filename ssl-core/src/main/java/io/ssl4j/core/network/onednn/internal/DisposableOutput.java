package io.ssl4j.core.network.onednn.internal;

/** A layer that may not need its own activation again, so that its only reader can overwrite it with its result. */
public interface DisposableOutput {

    /** Returns whether backward from the last forward pass does not need the array that it returned. */
    boolean isOutputDisposable();
}

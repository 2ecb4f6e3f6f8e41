package io.ssl4j.core.network.onednn.internal;

import io.ssl4j.core.network.onednn.ExecutionPath;

/** A layer or vertex that runs on oneDNN if possible. */
public interface AcceleratedLayer {

    /** The implementation that the last forward pass ran on. */
    ExecutionPath lastPath();
}

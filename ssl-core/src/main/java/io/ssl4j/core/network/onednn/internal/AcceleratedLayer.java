package io.ssl4j.core.network.onednn.internal;

import io.ssl4j.core.network.onednn.ExecutionPath;

/** A layer or vertex that runs on oneDNN where it can. */
public interface AcceleratedLayer {

    /** Which implementation the last forward pass ran on. */
    ExecutionPath lastPath();
}

package io.ssl4j.core.network.onednn;

/** A layer or vertex that runs on oneDNN where it can. */
public interface AcceleratedLayer {

    /** Which implementation the last forward pass ran on. */
    ExecutionPath lastPath();
}

package io.ssl4j.core.network.onednn;

/** Which implementation a layer's last forward pass ran on. */
public enum ExecutionPath {
    /** No forward pass yet. */
    NONE,
    /** oneDNN primitives. */
    ONEDNN,
    /** DL4J's own implementation, with the same parameters. */
    STOCK
}

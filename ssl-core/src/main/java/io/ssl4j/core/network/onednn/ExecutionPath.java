package io.ssl4j.core.network.onednn;

/** The implementations that a layer's forward pass can run on, from the fastest to the slowest. */
public enum ExecutionPath {
    /** No forward pass yet. */
    NONE,
    /** oneDNN primitives. */
    ONEDNN,
    /** The ops of libnd4j, ND4J's CPU library, with the same parameters. */
    LIBND4J,
    /** DL4J's own implementation, with the same parameters. */
    STOCK
}

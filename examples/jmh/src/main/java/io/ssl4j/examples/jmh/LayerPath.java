package io.ssl4j.examples.jmh;

/** How layers run. */
public enum LayerPath {
    /** Our layers, on oneDNN. */
    ONEDNN,
    /** DL4J's own layers. */
    STOCK
}

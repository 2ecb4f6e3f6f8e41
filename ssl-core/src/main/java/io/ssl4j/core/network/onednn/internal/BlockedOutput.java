package io.ssl4j.core.network.onednn.internal;

/** A layer that outputs blocked images on request, from images in any layout. */
public interface BlockedOutput extends BlockedImages {

    /** Returns whether the layer can output blocked images. */
    boolean canBlockOutput();

    /** Sets whether the output of every following forward pass, and the gradient at it, is blocked; initially false. */
    void setOutputBlocked(boolean blocked);
}

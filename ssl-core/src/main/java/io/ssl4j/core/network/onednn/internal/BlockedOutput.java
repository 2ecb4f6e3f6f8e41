package io.ssl4j.core.network.onednn.internal;

/** A layer that outputs blocked images on request, from images in any layout. */
public interface BlockedOutput extends BlockedImages {

    /** Whether the layer can. */
    boolean canBlockOutput();

    /** Whether the output of every following forward pass is blocked, and the gradient at it too; false at first. */
    void setOutputBlocked(boolean blocked);
}

package io.ssl4j.core.network.onednn.internal;

/**
 * A layer that computes nothing: its activation is its input, and the gradient at its input is the one at its output.
 * The executor of a graph may pass both on without calling the layer, and so without a copy between workspaces.
 */
public interface PassThrough {}

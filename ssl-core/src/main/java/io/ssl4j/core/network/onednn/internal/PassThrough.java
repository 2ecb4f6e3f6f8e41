package io.ssl4j.core.network.onednn.internal;

/**
 * A layer that computes nothing: its activation is its input, and the gradient at its input is the one at its output. Whoever
 * drives a graph may hand both on without asking the layer, and so without a copy from one workspace to another.
 */
public interface PassThrough {}

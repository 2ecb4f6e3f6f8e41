package io.ssl4j.core.network.onednn.internal;

/** A layer or vertex whose output is blocked exactly when its inputs are; all of them or none must be. */
public interface KeepsLayout extends BlockedImages {}

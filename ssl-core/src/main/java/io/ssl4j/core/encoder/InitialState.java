package io.ssl4j.core.encoder;

import io.ssl4j.core.network.Initialization;

/**
 * The initial state of an encoder.
 *
 * @param scheme the distributions of the initial weights
 * @param seed the seed of the random streams
 */
public record InitialState(Initialization scheme, long seed) {}

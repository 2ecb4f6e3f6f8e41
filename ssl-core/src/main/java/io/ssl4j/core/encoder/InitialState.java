package io.ssl4j.core.encoder;

import io.ssl4j.core.network.Initialization;

/**
 * What an encoder started from.
 *
 * @param scheme the distributions
 * @param seed of the streams
 */
public record InitialState(Initialization scheme, long seed) {}

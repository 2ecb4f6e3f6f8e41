package io.ssl4j.core.network;

/**
 * What an encoder started from.
 *
 * @param scheme the distributions
 * @param seed of the streams
 */
record InitialState(Initialization scheme, long seed) {}

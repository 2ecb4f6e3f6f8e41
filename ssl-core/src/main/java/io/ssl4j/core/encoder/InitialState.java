package io.ssl4j.core.encoder;

import io.ssl4j.core.network.Initialization;

/**
 * The initial state of an encoder.
 *
 * @param scheme the distributions of the initial weights
 * @param seed the seed of the random streams
 * @param zeroResidual whether the last batch norm of each residual branch begins with a scale of 0
 */
public record InitialState(Initialization scheme, long seed, boolean zeroResidual) {

    /** The state in which all batch norms begin with a scale of 1. */
    public InitialState(Initialization scheme, long seed) {
        this(scheme, seed, false);
    }
}

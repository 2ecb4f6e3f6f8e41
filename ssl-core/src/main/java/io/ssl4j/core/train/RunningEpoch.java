package io.ssl4j.core.train;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.method.EpochContext;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.network.Network;

/** The epoch that a run is about to begin. */
record RunningEpoch<T>(int epoch, RunInfo run, Dataset<T> data, LiveState state) implements EpochContext<T> {

    @Override
    public void order(int... indices) {
        int samples = run.samples();
        if (indices.length != samples) {
            throw new IllegalArgumentException(
                    "the order of an epoch needs as many indices as the data set has samples, " + samples + ", got "
                            + indices.length);
        }
        for (int index : indices) {
            if (index < 0 || index >= samples) {
                throw new IllegalArgumentException(
                        "the indices of an epoch's order must be in [0, " + samples + "), got " + index);
            }
        }
        state.setOrder(indices.clone());
    }

    @Override
    public void resetOptimizer(Network network) {
        state.resetOptimizer(network.name());
    }
}

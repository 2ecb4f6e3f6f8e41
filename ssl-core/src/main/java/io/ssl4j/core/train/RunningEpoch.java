package io.ssl4j.core.train;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.method.EpochContext;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.network.Network;

/** The epoch that a run is about to begin. */
final class RunningEpoch<T> implements EpochContext<T> {

    private final int epoch;
    private final RunInfo run;
    private final Dataset<T> data;
    private final LiveState state;
    private boolean finished;

    RunningEpoch(int epoch, RunInfo run, Dataset<T> data, LiveState state) {
        this.epoch = epoch;
        this.run = run;
        this.data = data;
        this.state = state;
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public RunInfo run() {
        return run;
    }

    @Override
    public Dataset<T> data() {
        return data;
    }

    @Override
    public void finish() {
        finished = true;
    }

    /** Returns whether the method ended the run. */
    boolean finished() {
        return finished;
    }

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

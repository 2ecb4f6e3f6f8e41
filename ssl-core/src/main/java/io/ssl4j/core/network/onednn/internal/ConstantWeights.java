package io.ssl4j.core.network.onednn.internal;

import io.ssl4j.core.network.onednn.internal.kernel.WeightCache;

/** A layer whose inference is faster if its weights never change again. */
public interface ConstantWeights {

    /**
     * From now on the weights do not change. Replicas of a network whose layers were given the same cache share one
     * copy of the weights in oneDNN's preferred layout.
     *
     * @param shared used by the replicas of one network
     */
    void setWeightsConstant(WeightCache shared);
}

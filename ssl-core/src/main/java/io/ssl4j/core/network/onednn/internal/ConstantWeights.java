package io.ssl4j.core.network.onednn.internal;

import io.ssl4j.core.network.onednn.internal.kernel.WeightCache;

/** A layer that runs inference faster when it may count on its weights never changing again. */
public interface ConstantWeights {

    /**
     * From now on the weights do not change. Replicas of a network whose layers were given the same cache share one copy of
     * the weights in the layout that oneDNN likes.
     *
     * @param shared used by the replicas of one network
     */
    void setWeightsConstant(WeightCache shared);
}

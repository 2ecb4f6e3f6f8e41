package io.ssl4j.core.batch;

import io.ssl4j.core.random.RandomKey;
import java.util.Arrays;

/**
 * Everything that an epoch's content depends on.
 *
 * @param epoch from 0
 * @param order the data set index of each position in the epoch
 * @param batchSize samples per batch, but for a smaller last one
 * @param batches batches in the epoch
 * @param augment the key whose children by sample index address the views' randomness
 */
record EpochPlan(int epoch, int[] order, int batchSize, long batches, RandomKey augment) {

    static EpochPlan of(int samples, int epoch, BatchConfig config) {
        return new EpochPlan(
                epoch,
                EpochOrder.of(samples, epoch, config),
                config.batchSize(),
                config.batchesPerEpoch(samples),
                EpochOrder.augmentKey(config.seed(), epoch));
    }

    int size(long batch) {
        return (int) Math.min(batchSize, order.length - batch * batchSize);
    }

    int index(long batch, int slot) {
        return order[(int) (batch * batchSize) + slot];
    }

    int[] indices(long batch) {
        int from = (int) (batch * batchSize);
        return Arrays.copyOfRange(order, from, from + size(batch));
    }
}

package io.ssl4j.core.batch;

import io.ssl4j.core.random.RandomKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that determines the content of an epoch.
 *
 * @param epoch from 0
 * @param order the data set index of each position in the epoch
 * @param batchSize samples per batch, except in a smaller last one
 * @param batches the number of batches in the epoch
 * @param occurrences how often the sample at each position occurred earlier in the epoch; null if none occurs twice
 * @param augment the key whose children by sample index seed the randomness of the views
 */
record EpochPlan(int epoch, int[] order, int[] occurrences, int batchSize, long batches, RandomKey augment) {

    static EpochPlan of(int samples, int epoch, BatchConfig config, Optional<int[]> order) {
        return new EpochPlan(
                epoch,
                order.orElseGet(() -> EpochOrder.of(samples, epoch, config)),
                order.map(indices -> occurrences(indices, samples)).orElse(null),
                config.batchSize(),
                config.batchesPerEpoch(samples),
                EpochOrder.augmentKey(config.seed(), epoch));
    }

    private static int[] occurrences(int[] order, int samples) {
        int[] seen = new int[samples];
        return Arrays.stream(order).map(index -> seen[index]++).toArray();
    }

    /** The random key of the views at a position. It depends only on the sample, unless the sample occurs again. */
    RandomKey key(long batch, int slot) {
        RandomKey key = augment.child(index(batch, slot));
        int again = occurrences == null ? 0 : occurrences[(int) (batch * batchSize) + slot];
        return again == 0 ? key : key.child("again").child(again);
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

package io.ssl4j.core.batch;

import io.ssl4j.core.random.RandomKey;

/**
 * The sample in each slot of an epoch: a function of (seed, epoch) only, so that a run that resumes in the middle of an
 * epoch gets the same order.
 */
final class EpochOrder {

    private EpochOrder() {}

    /** Returns the order of the data set, shuffled if requested. */
    static int[] of(int samples, int epoch, BatchConfig config) {
        int[] order = new int[samples];
        for (int i = 0; i < samples; i++) {
            order[i] = i;
        }
        if (config.shuffle()) {
            shuffleKey(config.seed(), epoch).stream().shuffle(order);
        }
        return order;
    }

    static RandomKey shuffleKey(long seed, int epoch) {
        return RandomKey.of(seed).child("shuffle").child(epoch);
    }

    static RandomKey augmentKey(long seed, int epoch) {
        return RandomKey.of(seed).child("augment").child(epoch);
    }
}

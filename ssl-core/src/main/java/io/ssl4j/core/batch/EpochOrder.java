package io.ssl4j.core.batch;

import io.ssl4j.core.random.RandomKey;

/**
 * Which sample sits in which slot of an epoch: a function of (seed, epoch) alone, so that a run resumed in the middle of
 * an epoch sees what it would have seen.
 */
final class EpochOrder {

    private EpochOrder() {}

    /** The order of the data set, shuffled where asked. */
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

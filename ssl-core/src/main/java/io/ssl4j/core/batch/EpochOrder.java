package io.ssl4j.core.batch;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;

/**
 * Which sample sits in which slot of an epoch: a function of (seed, epoch) alone, so that a run resumed in the middle of
 * an epoch sees what it would have seen.
 */
final class EpochOrder {

    private EpochOrder() {}

    /** The order of the data set, shuffled by Fisher and Yates's method (Durstenfeld 1964) where asked. */
    static int[] of(int samples, int epoch, BatchConfig config) {
        int[] order = new int[samples];
        for (int i = 0; i < samples; i++) {
            order[i] = i;
        }
        if (config.shuffle()) {
            RandomStream random = shuffleKey(config.seed(), epoch).stream();
            for (int i = samples - 1; i > 0; i--) {
                int j = below(random, i + 1);
                int held = order[i];
                order[i] = order[j];
                order[j] = held;
            }
        }
        return order;
    }

    static RandomKey shuffleKey(long seed, int epoch) {
        return RandomKey.of(seed).child("shuffle").child(epoch);
    }

    static RandomKey augmentKey(long seed, int epoch) {
        return RandomKey.of(seed).child("augment").child(epoch);
    }

    /**
     * Uniform in {@code [0, bound)} up to a bias of {@code bound / 2^32}: the upper half of a 32 by 32 bit product. Own
     * arithmetic, because the JDK does not promise that its bounded draws stay the same from release to release.
     */
    private static int below(RandomStream random, int bound) {
        return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
    }
}

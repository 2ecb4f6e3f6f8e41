package io.ssl4j.core.train;

import io.ssl4j.core.optim.RunLength;

/**
 * What a method may want to know before the first step.
 *
 * @param samples samples in the training set
 * @param batchSize samples per batch: what one call of {@link SslMethod#step} is given
 * @param accumulate batches whose gradients make one update
 * @param epochs passes over the data
 * @param length updates
 * @param seed the run's seed
 */
public record RunInfo(int samples, int batchSize, int accumulate, int epochs, RunLength length, long seed) {

    /** A run that makes an update of every batch. */
    public RunInfo(int samples, int batchSize, int epochs, RunLength length, long seed) {
        this(samples, batchSize, 1, epochs, length, seed);
    }

    /** Samples of one update. */
    public int samplesPerUpdate() {
        return batchSize * accumulate;
    }
}

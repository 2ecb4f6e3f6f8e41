package io.ssl4j.core.method;

import io.ssl4j.core.optim.schedule.RunLength;
import java.util.Optional;

/**
 * What a method may want to know before the first step.
 *
 * @param samples samples in the training set
 * @param batchSize samples per batch: what one call of {@link SslMethod#step} is given
 * @param accumulate batches whose gradients make one update
 * @param epochs passes over the data
 * @param length updates
 * @param seed the run's seed
 * @param labels the class of each sample, by its index in the data set as {@code ViewBatch.indices} gives it: only for a
 *     method that {@link SslMethod#usesLabels()}, and only where the data set has labels
 */
public record RunInfo(
        int samples, int batchSize, int accumulate, int epochs, RunLength length, long seed, Optional<int[]> labels) {

    /** A run without labels. */
    public RunInfo(int samples, int batchSize, int accumulate, int epochs, RunLength length, long seed) {
        this(samples, batchSize, accumulate, epochs, length, seed, Optional.empty());
    }

    /** A run without labels that makes an update of every batch. */
    public RunInfo(int samples, int batchSize, int epochs, RunLength length, long seed) {
        this(samples, batchSize, 1, epochs, length, seed);
    }

    /** Samples of one update. */
    public int samplesPerUpdate() {
        return batchSize * accumulate;
    }
}

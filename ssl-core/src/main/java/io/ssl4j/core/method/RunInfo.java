package io.ssl4j.core.method;

import io.ssl4j.core.optim.schedule.RunLength;
import java.util.Optional;

/**
 * The sizes of a run, for a method to see before the first step.
 *
 * @param samples samples in the training set
 * @param batchSize samples per batch, as passed to one call of {@link SslMethod#step}
 * @param accumulate batches whose gradients are summed for one update
 * @param epochs passes over the data set
 * @param length the number of updates
 * @param seed the run's seed
 * @param labels the class of each sample by its index in the data set (see {@code ViewBatch.indices}); given only to a
 *     method with {@link SslMethod#usesLabels()}, and only if the data set has labels
 */
public record RunInfo(
        int samples, int batchSize, int accumulate, int epochs, RunLength length, long seed, Optional<int[]> labels) {

    /** A run without labels. */
    public RunInfo(int samples, int batchSize, int accumulate, int epochs, RunLength length, long seed) {
        this(samples, batchSize, accumulate, epochs, length, seed, Optional.empty());
    }

    /** A run without labels and without accumulation. */
    public RunInfo(int samples, int batchSize, int epochs, RunLength length, long seed) {
        this(samples, batchSize, 1, epochs, length, seed);
    }

    /** Returns the number of samples per update. */
    public int samplesPerUpdate() {
        return batchSize * accumulate;
    }
}

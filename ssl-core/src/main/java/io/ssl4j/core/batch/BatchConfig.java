package io.ssl4j.core.batch;

/**
 * How a data set is cut into batches.
 *
 * @param batchSize samples per batch
 * @param threads loader threads, at least 1; the bits of a run do not depend on it
 * @param prefetch batches that may be ready ahead of the trainer, at least 1
 * @param shuffle a new order in every epoch
 * @param dropLast leave out a last batch that is smaller than the others
 * @param seed the run's seed
 */
public record BatchConfig(int batchSize, int threads, int prefetch, boolean shuffle, boolean dropLast, long seed) {

    /** Shuffled, last batch dropped, two batches ahead on one loader thread. */
    public static BatchConfig of(int batchSize, long seed) {
        return new BatchConfig(batchSize, 1, 2, true, true, seed);
    }

    public BatchConfig withThreads(int newThreads) {
        return new BatchConfig(batchSize, newThreads, prefetch, shuffle, dropLast, seed);
    }
}

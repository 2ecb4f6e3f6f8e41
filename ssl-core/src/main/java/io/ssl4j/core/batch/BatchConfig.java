package io.ssl4j.core.batch;

/**
 * Settings for splitting a data set into batches.
 *
 * <p>Defaults ({@link #of}): one loader thread, which is what two cores leave besides the training thread; two batches
 * ahead, as PyTorch's {@code DataLoader} does ({@code prefetch_factor=2}); shuffled, and the last batch dropped, as the
 * reference implementations of SimCLR, MoCo and BYOL do, because batch norm and contrastive losses depend on the batch
 * size.
 *
 * <p>More threads pay off only if a sample is expensive, such as a JPEG of 224 pixels. On two AVX2 cores, making
 * SimCLR's views of 256 small images takes one loader thread 3 ms of processor time at 28x28x1 and 16 ms at 32x32x3,
 * compared with 0.44 and 0.58 s for the training step of {@code ImageEncoders.resNetS} with width 32; steps with
 * loading took 0.46 and 0.59 s (medians of 15 steps each, interleaved). {@code OMP_WAIT_POLICY} passive and active
 * differ by less than measurement noise.
 *
 * @param batchSize samples per batch, at least 1
 * @param threads loader threads, at least 1; they do not affect the result of a run
 * @param prefetch batches that may be ready ahead of the trainer, at least 1; the loader holds one more in memory
 * @param shuffle whether every epoch has a new order; otherwise the order of the data set is used
 * @param dropLast whether a last batch that is smaller than the others is dropped
 * @param seed the run's seed
 */
public record BatchConfig(int batchSize, int threads, int prefetch, boolean shuffle, boolean dropLast, long seed) {

    public BatchConfig {
        requirePositive("batchSize", batchSize);
        requirePositive("threads", threads);
        requirePositive("prefetch", prefetch);
    }

    /** Returns the default: shuffled, last batch dropped, two batches ahead on one loader thread. */
    public static BatchConfig of(int batchSize, long seed) {
        return new BatchConfig(batchSize, 1, 2, true, true, seed);
    }

    public BatchConfig withThreads(int newThreads) {
        return new BatchConfig(batchSize, newThreads, prefetch, shuffle, dropLast, seed);
    }

    public BatchConfig withPrefetch(int newPrefetch) {
        return new BatchConfig(batchSize, threads, newPrefetch, shuffle, dropLast, seed);
    }

    public BatchConfig withShuffle(boolean newShuffle) {
        return new BatchConfig(batchSize, threads, prefetch, newShuffle, dropLast, seed);
    }

    public BatchConfig withDropLast(boolean newDropLast) {
        return new BatchConfig(batchSize, threads, prefetch, shuffle, newDropLast, seed);
    }

    /**
     * Returns the number of batches in one epoch over a data set.
     *
     * @throws IllegalArgumentException if the data set is empty, or smaller than one batch while the last one is
     *     dropped
     */
    public long batchesPerEpoch(int samples) {
        requireOneBatch(samples);
        return dropLast ? samples / batchSize : (samples + (long) batchSize - 1) / batchSize;
    }

    /**
     * Returns the size of the smallest batch of an epoch over a data set, which batch norm and contrastive losses must
     * be able to use. It is known before anything is read, so that a run can be rejected before its first step.
     *
     * @throws IllegalArgumentException if the data set is empty, or smaller than one batch while the last one is
     *     dropped
     */
    public int smallestBatch(int samples) {
        requireOneBatch(samples);
        int rest = samples % batchSize;
        return dropLast || rest == 0 ? batchSize : rest;
    }

    private void requireOneBatch(int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException(
                    "a data set needs at least 1 sample to be cut into batches, got " + samples);
        }
        if (dropLast && samples < batchSize) {
            throw new IllegalArgumentException(
                    "a batch must not be larger than the data set when the last, smaller batch"
                            + " is dropped: batchSize is " + batchSize + ", the data set has " + samples
                            + " samples, so no batch would be left; take a batchSize of at most " + samples
                            + " or keep the last batch (dropLast = false)");
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }
}

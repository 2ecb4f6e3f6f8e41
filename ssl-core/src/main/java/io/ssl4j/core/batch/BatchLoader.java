package io.ssl4j.core.batch;

import io.ssl4j.core.batch.SlotQueue.Failure;
import io.ssl4j.core.batch.SlotQueue.Taken;
import io.ssl4j.core.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes batches ahead of the trainer on loader threads, into a ring of {@code prefetch + 1} reused buffers: one that
 * the trainer uses and {@code prefetch} that are ready or being filled.
 *
 * <pre>{@code
 * try (BatchLoader<Image> loader = BatchLoader.open(data, method.views(), BatchConfig.of(256, seed))) {
 *     for (int epoch = 0; epoch < epochs; epoch++) {
 *         loader.startEpoch(epoch, 0);
 *         while (loader.hasNext()) {
 *             method.step(loader.next(), context);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p><b>Determinism.</b> The content of a batch depends only on (seed, epoch, position). The order of an epoch is a
 * Fisher-Yates shuffle drawn from {@code RandomKey.of(seed).child("shuffle").child(epoch)}; the views of a sample draw
 * from {@code RandomKey.of(seed).child("augment").child(epoch).child(index)}, with {@code index} its place in the data
 * set. Neither the number of threads nor the position at which the epoch was entered affects it.
 *
 * <p><b>Threads.</b> All threads work on one batch at a time, each on some of its slots. {@code startEpoch}, {@code
 * hasNext} and {@code next} belong to one thread, the trainer's; {@code close} may be called from any. The data set and
 * the view generator are called from all loader threads concurrently. Loader threads are daemons named {@code
 * ssl4j-loader-n}.
 *
 * @param <T> the sample type
 */
public final class BatchLoader<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchLoader.class);
    private static final int LONGEST_CLAIM = 8;
    private static final long CLOSE_WAIT_MILLIS = 10_000;

    private final Dataset<T> data;
    private final BatchConfig config;
    private final int samples;
    private final BatchBuffer[] ring;
    private final SlotQueue queue;
    private final List<LoaderThread<T>> threads = new ArrayList<>();

    private BatchLoader(Dataset<T> data, ViewGenerator<T> views, BatchConfig config) {
        this.data = data;
        this.config = config;
        this.samples = data.size();
        int slots = Math.min(config.batchSize(), samples);
        long batches = config.batchesPerEpoch(samples);
        this.ring = new BatchBuffer[(int) Math.min(config.prefetch() + 1L, batches)];
        List<ViewSpec> layout = List.copyOf(views.layout());
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new BatchBuffer(layout, slots);
        }
        int run = Math.max(1, Math.min(LONGEST_CLAIM, slots / (4 * config.threads())));
        this.queue = new SlotQueue(ring.length, run);
        for (int i = 0; i < config.threads(); i++) {
            threads.add(new LoaderThread<>(i, queue, ring, data, views));
        }
        threads.forEach(Thread::start);
    }

    /**
     * Opens a loader and allocates its buffers; no sample is read before {@link #startEpoch}.
     *
     * @throws IllegalArgumentException if the data set is empty or smaller than a batch while the last one is dropped,
     *     if the layout is empty or names a view twice, if an array would need 2 GB or more, or if samples are known
     *     not to fit the views ({@link ViewGenerator#check})
     */
    public static <T> BatchLoader<T> open(Dataset<T> data, ViewGenerator<T> views, BatchConfig config) {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(views, "views");
        Objects.requireNonNull(config, "config");
        views.check(data);
        return new BatchLoader<>(data, views, config);
    }

    /** The number of batches in one epoch. */
    public long batchesPerEpoch() {
        return config.batchesPerEpoch(samples);
    }

    /** The size of the smallest batch of an epoch, so that a run can be rejected before the first step. */
    public int smallestBatch() {
        return config.smallestBatch(samples);
    }

    /**
     * Begins an epoch, at a later batch for a run that resumes in the middle of it. An epoch in progress is abandoned;
     * batches taken before may be overwritten from now on.
     *
     * @param epoch from 0
     * @param firstBatch from 0; {@link #batchesPerEpoch} for a finished epoch
     * @throws IllegalArgumentException if either is out of range
     * @throws IllegalStateException if the loader is closed
     */
    public void startEpoch(int epoch, long firstBatch) {
        startEpoch(epoch, firstBatch, Optional.empty());
    }

    /**
     * As {@link #startEpoch(int, long)}, with a given order of the samples instead of the shuffle.
     *
     * @param order as many indices as the data set has samples; an index that occurs again has different views each
     *     time
     */
    public void startEpoch(int epoch, long firstBatch, Optional<int[]> order) {
        if (epoch < 0) {
            throw new IllegalArgumentException("an epoch is at least 0, got " + epoch);
        }
        if (firstBatch < 0 || firstBatch > batchesPerEpoch()) {
            throw new IllegalArgumentException("the first batch must be in 0.." + batchesPerEpoch()
                    + ", the batches of an epoch, got " + firstBatch);
        }
        queue.start(EpochPlan.of(samples, epoch, config, order), firstBatch);
    }

    /**
     * Returns whether the epoch has another batch.
     *
     * @throws IllegalStateException if no epoch was started, or the loader is closed
     */
    public boolean hasNext() {
        return queue.hasNext();
    }

    /**
     * Waits for the next batch and returns it; the arrays of the previous one are reused from now on.
     *
     * @throws SampleFailedException if one of its samples could not be read or its views could not be made; every
     *     further call throws it again, until another epoch is started
     * @throws NoSuchElementException if the epoch is over
     * @throws IllegalStateException if no epoch was started, or the loader is closed, also while waiting
     */
    public ViewBatch next() {
        Taken taken = queue.take();
        EpochPlan plan = taken.plan();
        Failure failure = taken.failure();
        if (failure != null) {
            int index = plan.index(failure.batch(), failure.slot());
            throw new SampleFailedException(index, nameOf(index), plan.epoch(), failure.cause());
        }
        return ring[queue.place(taken.batch())].batch(plan.indices(taken.batch()));
    }

    /** Stops the loader threads, each after its current sample, and waits for them. A second call does nothing. */
    @Override
    public void close() {
        queue.close();
        long deadline = System.nanoTime() + CLOSE_WAIT_MILLIS * 1_000_000;
        for (LoaderThread<T> thread : threads) {
            try {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (thread.isAlive()) {
                LOG.warn(
                        "{} is still busy with a sample after {} ms; it ends when that is done",
                        thread.getName(),
                        CLOSE_WAIT_MILLIS);
            }
        }
    }

    private String nameOf(int index) {
        try {
            return data.name(index);
        } catch (RuntimeException e) {
            LOG.debug("the data set could not name sample {}", index, e);
            return Integer.toString(index);
        }
    }
}

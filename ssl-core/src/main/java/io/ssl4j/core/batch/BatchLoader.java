package io.ssl4j.core.batch;

import io.ssl4j.core.data.Dataset;

/** Makes batches ahead of the trainer on loader threads. */
public final class BatchLoader<T> implements AutoCloseable {

    private BatchLoader() {}

    /** Opens a loader; nothing is read before {@link #startEpoch}. */
    public static <T> BatchLoader<T> open(Dataset<T> data, ViewGenerator<T> views, BatchConfig config) {
        throw new UnsupportedOperationException("not written yet: " + data + views + config);
    }

    /** Batches in one epoch. */
    public long batchesPerEpoch() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Begins an epoch at a batch, for a resumed run in its middle. */
    public void startEpoch(int epoch, long firstBatch) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Whether the epoch has another batch. */
    public boolean hasNext() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** The next batch; the arrays of the one before are reused from now on. */
    public ViewBatch next() {
        throw new UnsupportedOperationException("not written yet");
    }

    @Override
    public void close() {}
}

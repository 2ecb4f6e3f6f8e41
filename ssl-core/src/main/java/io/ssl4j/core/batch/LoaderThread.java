package io.ssl4j.core.batch;

import io.ssl4j.core.batch.SlotQueue.Claim;
import io.ssl4j.core.batch.SlotQueue.Failure;
import io.ssl4j.core.data.Dataset;

/** Fills slots until the loader is closed. It calls no ND4J operation and writes only into existing memory. */
final class LoaderThread<T> extends Thread {

    private final SlotQueue queue;
    private final BatchBuffer[] ring;
    private final Dataset<T> data;
    private final ViewGenerator<T> views;
    private final BufferSlot slot = new BufferSlot();

    LoaderThread(int number, SlotQueue queue, BatchBuffer[] ring, Dataset<T> data, ViewGenerator<T> views) {
        super("ssl4j-loader-" + number);
        setDaemon(true);
        this.queue = queue;
        this.ring = ring;
        this.data = data;
        this.views = views;
    }

    @Override
    public void run() {
        try {
            for (Claim claim = queue.claim(); claim != null; claim = queue.claim()) {
                fill(claim);
            }
        } catch (InterruptedException e) {
            queue.close();
        }
    }

    /**
     * Fills the slots of a claim. Anything that a data set or generator throws, including an Error, is passed to the
     * trainer, which would otherwise wait forever.
     */
    private void fill(Claim claim) {
        int i = claim.from();
        try {
            for (; i < claim.to(); i++) {
                write(claim, i);
            }
        } catch (Throwable t) {
            queue.failed(new Failure(claim.batch(), i, t));
            return;
        }
        queue.finished(claim);
    }

    private void write(Claim claim, int i) {
        EpochPlan plan = claim.plan();
        int index = plan.index(claim.batch(), i);
        T sample = data.get(index);
        if (sample == null) {
            throw new IllegalStateException("a data set must give a sample for every index below its size, got null");
        }
        slot.moveTo(ring[queue.place(claim.batch())], plan.size(claim.batch()), i);
        views.write(sample, plan.key(claim.batch(), i), slot);
        slot.requireWritten();
    }
}

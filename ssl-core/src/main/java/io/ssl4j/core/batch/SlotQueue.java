package io.ssl4j.core.batch;

import java.util.Arrays;
import java.util.NoSuchElementException;

/**
 * The monitor between loader threads and trainer. Loader threads claim consecutive slots in the order of the epoch,
 * with several threads in one batch; the trainer takes whole batches in order. A batch can be claimed when its place in
 * the ring is free, that is, once the batch {@code ring} positions before it has been consumed.
 *
 * <p>Because slots are claimed in order and claimed slots are always finished, the reported failure is always the first
 * in the epoch's order, whatever the number of threads, and all batches before it are delivered.
 */
final class SlotQueue {

    /** Slots of one batch, {@code from} to {@code to - 1}, that one loader thread fills. */
    record Claim(EpochPlan plan, long batch, int from, int to) {}

    /** A sample that could not be written. */
    record Failure(long batch, int slot, Throwable cause) {}

    /** A complete batch, or the failure that prevented it. */
    record Taken(EpochPlan plan, long batch, Failure failure) {}

    private final int ring;
    private final int run;
    private final int[] unfinished;
    private final long[] finishedBatch;
    private EpochPlan plan;
    private long claimedBatch;
    private int claimedSlot;
    private long oldestInUse;
    private long nextBatch;
    private int claimsInWork;
    private Failure failure;
    private boolean closed;

    /**
     * @param ring the number of batches that exist at a time
     * @param run the largest number of slots in one claim
     */
    SlotQueue(int ring, int run) {
        this.ring = ring;
        this.run = run;
        this.unfinished = new int[ring];
        this.finishedBatch = new long[ring];
    }

    /** Begins an epoch; one in progress is abandoned first. All batches that were taken are released. */
    synchronized void start(EpochPlan newPlan, long firstBatch) {
        requireOpen();
        plan = null;
        while (claimsInWork > 0) {
            await("the start of epoch " + newPlan.epoch());
        }
        Arrays.fill(finishedBatch, -1);
        failure = null;
        claimedBatch = firstBatch;
        claimedSlot = 0;
        oldestInUse = firstBatch;
        nextBatch = firstBatch;
        plan = newPlan;
        notifyAll();
    }

    /** Waits for the next slots to fill and returns them; null when the loader is closed. */
    synchronized Claim claim() throws InterruptedException {
        while (!closed && !claimable()) {
            wait();
        }
        if (closed) {
            return null;
        }
        int size = plan.size(claimedBatch);
        int from = claimedSlot;
        int to = Math.min(size, from + run);
        Claim claim = new Claim(plan, claimedBatch, from, to);
        if (from == 0) {
            unfinished[place(claimedBatch)] = size;
        }
        claimedSlot = to;
        if (to == size) {
            claimedBatch++;
            claimedSlot = 0;
        }
        claimsInWork++;
        return claim;
    }

    private boolean claimable() {
        return plan != null && failure == null && claimedBatch < plan.batches() && claimedBatch < oldestInUse + ring;
    }

    /** Returns a claim that was filled. */
    synchronized void finished(Claim claim) {
        claimsInWork--;
        int place = place(claim.batch());
        unfinished[place] -= claim.to() - claim.from();
        if (unfinished[place] == 0) {
            finishedBatch[place] = claim.batch();
        }
        notifyAll();
    }

    /** Returns a claim that could not be filled. */
    synchronized void failed(Failure newFailure) {
        claimsInWork--;
        if (failure == null
                || newFailure.batch() < failure.batch()
                || (newFailure.batch() == failure.batch() && newFailure.slot() < failure.slot())) {
            failure = newFailure;
        }
        notifyAll();
    }

    synchronized boolean hasNext() {
        requireStarted();
        return nextBatch < plan.batches();
    }

    /** Waits for the next batch and releases the previous one. */
    synchronized Taken take() {
        requireStarted();
        if (nextBatch >= plan.batches()) {
            throw new NoSuchElementException("epoch " + plan.epoch() + " has " + plan.batches()
                    + " batches and all were taken; ask hasNext() first, or start the next epoch");
        }
        if (oldestInUse != nextBatch) {
            oldestInUse = nextBatch;
            notifyAll();
        }
        while (finishedBatch[place(nextBatch)] != nextBatch) {
            if (failure != null && failure.batch() == nextBatch && claimsInWork == 0) {
                return new Taken(plan, nextBatch, failure);
            }
            await("batch " + nextBatch);
            requireStarted();
        }
        return new Taken(plan, nextBatch++, null);
    }

    /** Lets the loader threads end, and wakes a waiting trainer. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    int place(long batch) {
        return (int) (batch % ring);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the batch loader is closed; open another one");
        }
    }

    private void requireStarted() {
        requireOpen();
        if (plan == null) {
            throw new IllegalStateException("no epoch is under way; call startEpoch(epoch, firstBatch) first");
        }
    }

    private void await(String what) {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, e);
        }
    }
}

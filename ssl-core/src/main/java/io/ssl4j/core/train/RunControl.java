package io.ssl4j.core.train;

/**
 * Stops a run cleanly: the trainer finishes its step, writes a checkpoint and returns with {@link
 * StopReason#INTERRUPTED}. Interrupting the training thread does the same. Safe for use by several threads.
 */
public final class RunControl {

    private volatile boolean stopRequested;

    /** Requests a stop after the current step. Runs that start later with this control stop at once. */
    public void stop() {
        stopRequested = true;
    }

    /** Returns whether {@link #stop} was called. */
    public boolean stopRequested() {
        return stopRequested;
    }
}

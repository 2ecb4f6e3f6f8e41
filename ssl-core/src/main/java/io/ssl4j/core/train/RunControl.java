package io.ssl4j.core.train;

/**
 * Stops a run in good order: the trainer finishes its step, writes a checkpoint and returns with
 * {@link StopReason#INTERRUPTED}. Interrupting the training thread does the same. Safe for use by several threads.
 */
public final class RunControl {

    private volatile boolean stopRequested;

    /** Asks the run to stop after the step at hand. Runs that begin later under this control stop at once. */
    public void stop() {
        stopRequested = true;
    }

    /** Whether {@link #stop} was called. */
    public boolean stopRequested() {
        return stopRequested;
    }
}

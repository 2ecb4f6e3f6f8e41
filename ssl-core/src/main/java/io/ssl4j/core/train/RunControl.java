package io.ssl4j.core.train;

import io.ssl4j.core.train.event.StopReason;
import java.time.Duration;
import java.util.Optional;

/**
 * Stops a run cleanly: the trainer finishes its update, writes a checkpoint and returns with {@link
 * StopReason#INTERRUPTED}. Interrupting the training thread does the same. Safe for use by several threads.
 */
public final class RunControl {

    /** The longest time that a shutdown waits for the update and its checkpoint, unless another is given. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);

    private final Optional<Duration> patience;
    private volatile boolean stopRequested;

    /** A control that stops a run when {@link #stop} is called. */
    public RunControl() {
        this(Optional.empty());
    }

    private RunControl(Optional<Duration> patience) {
        this.patience = patience;
    }

    /**
     * A control that also stops its run when the virtual machine shuts down: on Ctrl-C (SIGINT) and SIGTERM. The
     * shutdown waits until the update is done, the checkpoint is written and the listeners have heard the end; then the
     * process exits, usually before the program goes on after {@code fit}. Meant for programs.
     *
     * <pre>{@code
     * Trainer.builder()....checkpoints(folder, Every.epochs(1)).control(RunControl.onShutdown()).build()
     *         .fitOrResume(method, data);
     * }</pre>
     */
    public static RunControl onShutdown() {
        return onShutdown(DEFAULT_PATIENCE);
    }

    /**
     * {@link #onShutdown()} with another patience.
     *
     * @param patience the longest time that a shutdown waits, above 0
     */
    public static RunControl onShutdown(Duration patience) {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("the patience of a shutdown must be above 0, got " + patience);
        }
        return new RunControl(Optional.of(patience));
    }

    /** Requests a stop after the current update. Runs that start later with this control stop at once. */
    public void stop() {
        stopRequested = true;
    }

    /** Returns whether {@link #stop} was called. */
    public boolean stopRequested() {
        return stopRequested;
    }

    /** Watches for a shutdown while a run lasts, if that was asked for; does nothing otherwise. */
    StopOnShutdown guard() {
        return StopOnShutdown.install(this, patience);
    }
}

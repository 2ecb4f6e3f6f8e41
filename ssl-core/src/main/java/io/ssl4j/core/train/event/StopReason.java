package io.ssl4j.core.train.event;

import io.ssl4j.core.train.RunControl;

/** The reason why a call of {@code fit} or {@code resume} ended. */
public enum StopReason {
    /** All epochs are done. */
    COMPLETED,
    /** The method ended the run before its last epoch, as early stopping does. */
    FINISHED_EARLY,
    /** {@link RunControl#stop} was called, or the training thread was interrupted. */
    INTERRUPTED,
    /** The time limit of the trainer was reached. */
    TIME_LIMIT
}

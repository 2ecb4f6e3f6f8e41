package io.ssl4j.core.train;

/** Why a call of {@code fit} or {@code resume} ended. */
public enum StopReason {
    /** All epochs are done. */
    COMPLETED,
    /** {@link RunControl#stop} was called, or the training thread was interrupted. */
    INTERRUPTED,
    /** The time that the trainer was given is over. */
    TIME_LIMIT
}

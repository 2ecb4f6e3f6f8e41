package io.ssl4j.core.checkpoint;

/** What a run does when a checkpoint cannot be written, on a full disk for example. The checkpoints before it stay. */
public enum CheckpointFailure {
    /** It ends with the error. */
    STOP,
    /**
     * It says so in the log as a warning, goes on, and tries again where the next one is due. At its end it tries once
     * more: a run that is complete then still gives its result, one that was stopped ends with the error.
     */
    GO_ON
}

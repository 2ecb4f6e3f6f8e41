package io.ssl4j.core.checkpoint;

/**
 * The reaction of a run to a checkpoint that cannot be written, for example because the disk is full. Earlier
 * checkpoints are kept.
 */
public enum CheckpointFailure {
    /** The run ends with the error. */
    STOP,
    /**
     * The run logs a warning, goes on, and tries again when the next checkpoint is due. It tries once more at its end;
     * if that fails too, a complete run still returns its result, while a stopped one ends with the error.
     */
    GO_ON
}

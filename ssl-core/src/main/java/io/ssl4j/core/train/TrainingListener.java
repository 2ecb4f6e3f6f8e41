package io.ssl4j.core.train;

/**
 * Watches a run, on the training thread, between steps. A listener may embed images with the encoders that it is given;
 * that changes no bit of the run. What it throws ends the run.
 */
public interface TrainingListener {

    /** Before the first step of a call. */
    default void onStart(RunStarted start) {}

    /** After every step. */
    default void onStep(StepDone step) {}

    /** After the last step of every epoch. */
    default void onEpoch(EpochDone epoch) {}

    /** After a checkpoint was written. */
    default void onCheckpoint(CheckpointWritten checkpoint) {}

    /** When the run has ended or stopped in good order. */
    default void onEnd(TrainingResult result) {}

    /** When the run failed instead, by what a listener threw too: the place to close files. */
    default void onFailure(Throwable failure) {}
}

package io.ssl4j.core.train.event;

/**
 * Observes a run on the training thread, between steps. A listener may embed images with the encoders that it is given;
 * that does not affect the run. An exception that it throws ends the run.
 */
public interface TrainingListener {

    /** Called before the first step of a call. */
    default void onStart(RunStarted start) {}

    /** Called after every step. */
    default void onStep(StepDone step) {}

    /** Called after the last step of every epoch. */
    default void onEpoch(EpochDone epoch) {}

    /**
     * Called with a warning of the run, also before {@link #onStart}: what is the matter and what to do, in one line or
     * several.
     */
    default void onWarning(String warning) {}

    /** Called after a checkpoint was written. */
    default void onCheckpoint(CheckpointWritten checkpoint) {}

    /** Called when the run has ended or was stopped cleanly. */
    default void onEnd(TrainingResult result) {}

    /** Called when the run failed instead, including by an exception of a listener: the place to close files. */
    default void onFailure(Throwable failure) {}
}

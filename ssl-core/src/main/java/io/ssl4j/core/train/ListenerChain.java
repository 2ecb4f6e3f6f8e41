package io.ssl4j.core.train;

import io.ssl4j.core.train.event.CheckpointWritten;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.util.List;

/** Several listeners as one, called in order. */
final class ListenerChain implements TrainingListener {

    private final List<TrainingListener> listeners;

    ListenerChain(List<TrainingListener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public void onStart(RunStarted start) {
        listeners.forEach(listener -> listener.onStart(start));
    }

    @Override
    public void onStep(StepDone step) {
        listeners.forEach(listener -> listener.onStep(step));
    }

    @Override
    public void onEpoch(EpochDone epoch) {
        listeners.forEach(listener -> listener.onEpoch(epoch));
    }

    @Override
    public void onWarning(String warning) {
        listeners.forEach(listener -> listener.onWarning(warning));
    }

    @Override
    public void onCheckpoint(CheckpointWritten checkpoint) {
        listeners.forEach(listener -> listener.onCheckpoint(checkpoint));
    }

    @Override
    public void onEnd(TrainingResult result) {
        listeners.forEach(listener -> listener.onEnd(result));
    }

    /** Calls all listeners even if one of them throws; that exception is added to the failure. */
    @Override
    public void onFailure(Throwable failure) {
        for (TrainingListener listener : listeners) {
            try {
                listener.onFailure(failure);
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }
}

package io.ssl4j.core.log;

import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Attaches DL4J's own listeners to a run. They see the main encoder as a DL4J graph on top of the live parameters, with
 * the loss as its score.
 *
 * <pre>{@code
 * Trainer.builder().listener(Dl4jListeners.of(new ScoreIterationListener(10))) ...
 * }</pre>
 *
 * <p>{@code iterationDone} is called after every update, and {@code onEpochStart} and {@code onEpochEnd} for every
 * epoch. {@code onForwardPass}, {@code onBackwardPass} and {@code onGradientCalculation} are never called, since a step
 * consists of several passes through several networks. Listeners of score, time and parameters therefore work ({@code
 * ScoreIterationListener}, {@code CollectScoresListener}, {@code PerformanceListener}, {@code TimeIterationListener},
 * {@code CheckpointListener}); {@code StatsListener} finds no gradients, and {@code EvaluativeListener} finds no output
 * layer to evaluate.
 */
public final class Dl4jListeners implements TrainingListener {

    private final List<org.deeplearning4j.optimize.api.TrainingListener> listeners;
    private ComputationGraph model;
    private int epoch;
    private boolean epochOpen;

    private Dl4jListeners(List<org.deeplearning4j.optimize.api.TrainingListener> listeners) {
        this.listeners = listeners;
    }

    /** Makes a listener that forwards to these, in this order. */
    public static Dl4jListeners of(org.deeplearning4j.optimize.api.TrainingListener... listeners) {
        return new Dl4jListeners(List.of(listeners));
    }

    @Override
    public void onStart(RunStarted start) {
        model = start.encoders().get("encoder").graphNetwork().liveGraph();
        // Listeners that count samples need the size of the input.
        model.setInput(0, Nd4j.createUninitialized(DataType.FLOAT, start.run().batchSize(), 1));
        epoch = (int) (start.step() / start.run().length().stepsPerEpoch());
        epochOpen = false;
    }

    @Override
    public void onStep(StepDone step) {
        openEpoch();
        model.setScore(step.loss());
        model.getConfiguration().setIterationCount(Math.toIntExact(step.step()));
        listeners.forEach(listener -> listener.iterationDone(model, Math.toIntExact(step.step()), epoch));
    }

    private void openEpoch() {
        if (!epochOpen) {
            model.getConfiguration().setEpochCount(epoch);
            listeners.forEach(listener -> listener.onEpochStart(model));
            epochOpen = true;
        }
    }

    @Override
    public void onEpoch(EpochDone info) {
        listeners.forEach(listener -> listener.onEpochEnd(model));
        epochOpen = false;
        epoch = info.epoch();
    }
}

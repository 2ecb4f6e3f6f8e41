package io.ssl4j.core.optim;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An optimiser in use on one parameter group, with its moments. */
public interface ParameterUpdater {

    /**
     * Updates the trained segments from the accumulated gradients, in place. Running statistics are not changed.
     *
     * @param learningRate the rate after schedule and group scale
     * @param weightDecay the decay after the group's own setting
     */
    void update(double learningRate, double weightDecay);

    /** The moments by name, live: a checkpoint reads them, and resuming writes into them. */
    Map<String, INDArray> state();

    /** The number of updates made so far (Adam's bias correction depends on it). */
    long updates();

    /** Sets the number of updates made, when a run resumes. */
    void restoreUpdates(long updates);
}

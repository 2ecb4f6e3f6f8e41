package io.ssl4j.core.optim;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An optimiser at work on one parameter group: it owns the moments. */
public interface ParameterUpdater {

    /**
     * One update of the trained segments from the accumulated gradients, in place. Statistics are left alone.
     *
     * @param learningRate after schedule and group scale
     * @param weightDecay after the group's own setting
     */
    void update(double learningRate, double weightDecay);

    /** The moments by name, live: a checkpoint reads them and a resume assigns into them. */
    Map<String, INDArray> state();

    /** Updates made so far (Adam's bias correction depends on it). */
    long updates();

    /** Sets the number of updates made, on resume. */
    void restoreUpdates(long updates);
}

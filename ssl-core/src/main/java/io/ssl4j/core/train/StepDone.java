package io.ssl4j.core.train;

import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.optim.schedule.RunLength;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A step that was made.
 *
 * @param step updates made, this one included: 1 after the first
 * @param epoch the epoch it belongs to, 1 for the first
 * @param length how long the run is
 * @param loss the loss before the update
 * @param terms the method's named figures
 * @param embeddings what the loss compared, as {@link StepResult#embeddings}: live, to be read during the call only; empty
 *     if the method compares none or the update was made of several batches
 * @param learningRate after the schedule, before a group's scale
 * @param gradientNorm L2 norm of the gradient of all trained parameters, before clipping
 * @param samplesPerSecond samples per second of late, waiting for batches included
 * @param seconds wall time of the run so far
 * @param secondsLeft what the rest will take at this speed
 */
public record StepDone(
        long step,
        int epoch,
        RunLength length,
        double loss,
        Map<String, Double> terms,
        Optional<INDArray> embeddings,
        double learningRate,
        double gradientNorm,
        double samplesPerSecond,
        double seconds,
        double secondsLeft) {

    public StepDone {
        terms = Map.copyOf(terms);
    }
}

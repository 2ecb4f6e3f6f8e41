package io.ssl4j.core.train.event;

import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.optim.schedule.RunLength;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A finished step.
 *
 * @param step updates made, including this one: 1 after the first
 * @param epoch the epoch it belongs to, 1 for the first
 * @param length the length of the run
 * @param loss the loss before the update
 * @param terms the method's named values
 * @param embeddings the embeddings that the loss compared, as {@link StepResult#embeddings}: live, to be read only
 *     during the call; empty if the method compares none or the update accumulated several batches
 * @param learningRate the learning rate after the schedule, before a group's scale
 * @param gradientNorm L2 norm of the gradient of all trained parameters, before clipping
 * @param samplesPerSecond recent samples per second, including the time spent waiting for batches
 * @param seconds wall time of the run so far
 * @param secondsLeft the estimated time for the rest of the run at this speed
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

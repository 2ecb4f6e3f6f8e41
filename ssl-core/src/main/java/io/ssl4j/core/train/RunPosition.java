package io.ssl4j.core.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a run is between two steps: what a checkpoint must hold to go on from there.
 *
 * @param step updates made
 * @param epoch the epoch that the next step belongs to, from 0; the number of epochs after the last step
 * @param batch updates of that epoch that are done
 * @param epochBegun whether the method was told of that epoch already
 * @param lossSum sum of the losses of the epoch's steps so far
 * @param epochLosses mean loss of every whole epoch
 * @param seconds wall time of the run so far, without the time between stopping and resuming
 * @param stepSeconds the part of it that was spent on steps and on waiting for batches
 */
record RunPosition(
        long step,
        int epoch,
        long batch,
        boolean epochBegun,
        double lossSum,
        List<Double> epochLosses,
        double seconds,
        double stepSeconds) {

    RunPosition {
        epochLosses = List.copyOf(epochLosses);
    }

    static RunPosition start() {
        return new RunPosition(0, 0, 0, false, 0, List.of(), 0, 0);
    }

    RunPosition withEpochBegun() {
        return new RunPosition(step, epoch, batch, true, lossSum, epochLosses, seconds, stepSeconds);
    }

    /** The position after one more step, which may end the epoch. */
    RunPosition afterStep(double loss, long stepsPerEpoch, double newSeconds, double newStepSeconds) {
        double sum = lossSum + loss;
        if (batch + 1 < stepsPerEpoch) {
            return new RunPosition(step + 1, epoch, batch + 1, true, sum, epochLosses, newSeconds, newStepSeconds);
        }
        List<Double> losses = new ArrayList<>(epochLosses);
        losses.add(sum / stepsPerEpoch);
        return new RunPosition(step + 1, epoch + 1, 0, false, 0, losses, newSeconds, newStepSeconds);
    }

    RunPosition withSeconds(double newSeconds) {
        return new RunPosition(step, epoch, batch, epochBegun, lossSum, epochLosses, newSeconds, stepSeconds);
    }

    /** Whether a whole epoch has just ended, or none has begun. */
    boolean atEpochStart() {
        return batch == 0;
    }
}

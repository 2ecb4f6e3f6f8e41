package io.ssl4j.core.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The position of a run between two steps, as a checkpoint must hold it to resume from there.
 *
 * @param step updates made
 * @param epoch the epoch that the next step belongs to, from 0; the number of epochs after the last step
 * @param batch updates of that epoch that are done
 * @param epochBegun whether the method was already notified of that epoch
 * @param lossSum the sum of the losses of the epoch's steps so far
 * @param epochLosses the mean loss of every complete epoch
 * @param seconds the wall time of the run so far, without the time between stopping and resuming
 * @param stepSeconds the part of that time spent on steps and on waiting for batches
 */
public record RunPosition(
        long step,
        int epoch,
        long batch,
        boolean epochBegun,
        double lossSum,
        List<Double> epochLosses,
        double seconds,
        double stepSeconds) {

    public RunPosition {
        epochLosses = List.copyOf(epochLosses);
    }

    /** The position of a run that has not begun. */
    public static RunPosition start() {
        return new RunPosition(0, 0, 0, false, 0, List.of(), 0, 0);
    }

    /** Returns the same position, with its epoch begun. */
    public RunPosition withEpochBegun() {
        return new RunPosition(step, epoch, batch, true, lossSum, epochLosses, seconds, stepSeconds);
    }

    /** Returns the position after one more step, which may end the epoch. */
    public RunPosition afterStep(double loss, long stepsPerEpoch, double newSeconds, double newStepSeconds) {
        double sum = lossSum + loss;
        if (batch + 1 < stepsPerEpoch) {
            return new RunPosition(step + 1, epoch, batch + 1, true, sum, epochLosses, newSeconds, newStepSeconds);
        }
        List<Double> losses = new ArrayList<>(epochLosses);
        losses.add(sum / stepsPerEpoch);
        return new RunPosition(step + 1, epoch + 1, 0, false, 0, losses, newSeconds, newStepSeconds);
    }

    /**
     * Returns the position in a run whose epochs have so many steps: the end of the epoch if it has no more than are
     * done. That happens only if samples were taken away since.
     */
    public RunPosition within(long stepsPerEpoch) {
        if (batch < stepsPerEpoch) {
            return this;
        }
        List<Double> losses = new ArrayList<>(epochLosses);
        losses.add(lossSum / batch);
        return new RunPosition(step, epoch + 1, 0, false, 0, losses, seconds, stepSeconds);
    }

    public RunPosition withSeconds(double newSeconds) {
        return new RunPosition(step, epoch, batch, epochBegun, lossSum, epochLosses, newSeconds, stepSeconds);
    }

    /** Returns whether a complete epoch has just ended, or none has begun. */
    public boolean atEpochStart() {
        return batch == 0;
    }

    /** Writes the position into a checkpoint. */
    public void write(CheckpointWriter writer) throws IOException {
        writer.text("position/step", Long.toString(step));
        writer.text("position/epoch", Integer.toString(epoch));
        writer.text("position/batch", Long.toString(batch));
        writer.text("position/epochBegun", Boolean.toString(epochBegun));
        writer.text("position/lossSum", Double.toString(lossSum));
        writer.text("position/seconds", Double.toString(seconds));
        writer.text("position/stepSeconds", Double.toString(stepSeconds));
        StringBuilder losses = new StringBuilder();
        epochLosses.forEach(loss -> losses.append(loss).append('\n'));
        writer.text("position/epochLosses", losses.toString());
    }

    /** Reads the position of a checkpoint. */
    static RunPosition read(CheckpointFile file) {
        try {
            List<Double> losses = new ArrayList<>();
            file.text("position/epochLosses").lines().forEach(line -> losses.add(Double.valueOf(line)));
            return new RunPosition(
                    Long.parseLong(file.text("position/step")),
                    Integer.parseInt(file.text("position/epoch")),
                    Long.parseLong(file.text("position/batch")),
                    Boolean.parseBoolean(file.text("position/epochBegun")),
                    Double.parseDouble(file.text("position/lossSum")),
                    losses,
                    Double.parseDouble(file.text("position/seconds")),
                    Double.parseDouble(file.text("position/stepSeconds")));
        } catch (NumberFormatException e) {
            throw new CheckpointFormatException(
                    file.path(), "a number of its position is damaged: " + e.getMessage(), "use another checkpoint", e);
        }
    }
}

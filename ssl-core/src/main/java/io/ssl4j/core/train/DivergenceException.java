package io.ssl4j.core.train;

/**
 * Thrown if the loss or a gradient of a step is not finite. The update was not made: the trained networks are as they
 * were before the step.
 */
public class DivergenceException extends RuntimeException {

    private final long step;
    private final int epoch;
    private final double lastFiniteLoss;

    /**
     * @param step the step that failed, 1 for the first
     * @param epoch its epoch, 1 for the first
     * @param lastFiniteLoss the loss of the previous step, or NaN if there was none
     * @param what the quantity that was not finite
     * @param remedy a suggestion what to try
     */
    public DivergenceException(long step, int epoch, double lastFiniteLoss, String what, String remedy) {
        super("training diverged at step " + step + " (epoch " + epoch + "): " + what + " must be finite; "
                + (Double.isNaN(lastFiniteLoss)
                        ? "no step of this call had a finite loss"
                        : "the last finite loss was " + lastFiniteLoss)
                + "; " + remedy);
        this.step = step;
        this.epoch = epoch;
        this.lastFiniteLoss = lastFiniteLoss;
    }

    /** The step that failed, 1 for the first. */
    public long step() {
        return step;
    }

    /** Its epoch, 1 for the first. */
    public int epoch() {
        return epoch;
    }

    /** The loss of the previous step, or NaN if the failed step was the first of this call. */
    public double lastFiniteLoss() {
        return lastFiniteLoss;
    }
}

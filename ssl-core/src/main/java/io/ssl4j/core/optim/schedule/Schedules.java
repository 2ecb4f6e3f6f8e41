package io.ssl4j.core.optim.schedule;

/**
 * The available schedules. A factor multiplies a base value, so a final factor above 1 lets a value grow (DINO's weight
 * decay from 0.04 to 0.4 is {@code cosine(10)} with a base of 0.04). All of them change at every step, not once per
 * epoch, except for the milestones. They are immutable values, equal if their settings are, and may be used by any
 * thread.
 */
public final class Schedules {

    private Schedules() {}

    /** Always 1. */
    public static Schedule constant() {
        return new ConstantSchedule();
    }

    /**
     * {@code gamma} to the power of the number of milestones reached: {@code stepAtSteps(0.1, 1000, 2000)} is 1 for the
     * steps 0 to 999, 0.1 for 1000 to 1999 and 0.01 from 2000.
     */
    public static Schedule stepAtSteps(double gamma, long... milestones) {
        return new MilestoneSchedule(gamma, milestones, false);
    }

    /**
     * As {@link #stepAtSteps}, with milestones counted in epochs from 0 (MoCo v1: {@code stepAtEpochs(0.1, 120, 160)}).
     */
    public static Schedule stepAtEpochs(double gamma, long... milestones) {
        return new MilestoneSchedule(gamma, milestones, true);
    }

    /** {@link #cosine(double)} down to 0. */
    public static Schedule cosine() {
        return cosine(0);
    }

    /**
     * Half a cosine over the run (Loshchilov and Hutter 2016, arXiv:1608.03983, without restarts): at step k of K the
     * factor is {@code final + (1 - final) (1 + cos(pi k / K)) / 2}. The first step has 1; the last, k = K - 1, is one
     * step short of the final factor, as in PyTorch's {@code CosineAnnealingLR(T_max=K)}, so no update is lost to a
     * rate of 0.
     */
    public static Schedule cosine(double finalFactor) {
        return new WarmupCosineSchedule(0, false, finalFactor);
    }

    /** {@link #warmupCosineSteps(long, double)} down to 0. */
    public static Schedule warmupCosineSteps(long warmupSteps) {
        return warmupCosineSteps(warmupSteps, 0);
    }

    /**
     * A linear warm-up (Goyal et al. 2017, arXiv:1706.02677) and then {@link #cosine(double)} over the remaining steps.
     * At step k of W warm-up steps the factor is {@code (k + 1) / W}: the first update already has a nonzero rate, and
     * step W - 1 is the first with factor 1.
     *
     * @param warmupSteps W, at least 0 and no more than the steps of the run; checked once the length of the run is
     *     known
     */
    public static Schedule warmupCosineSteps(long warmupSteps, double finalFactor) {
        return new WarmupCosineSchedule(warmupSteps, false, finalFactor);
    }

    /** {@link #warmupCosineEpochs(double, double)} down to 0. */
    public static Schedule warmupCosineEpochs(double warmupEpochs) {
        return warmupCosineEpochs(warmupEpochs, 0);
    }

    /**
     * As {@link #warmupCosineSteps(long, double)} with the warm-up counted in epochs, which may be fractional (rounded
     * to whole steps). SimCLR warms up for 10 epochs (Chen et al. 2020, arXiv:2002.05709, appendix B.6).
     */
    public static Schedule warmupCosineEpochs(double warmupEpochs, double finalFactor) {
        return new WarmupCosineSchedule(warmupEpochs, true, finalFactor);
    }
}

package io.ssl4j.core.monitor;

/**
 * The thresholds beyond which a run counts as collapsed. The defaults, {@link #defaults()}, are chosen so that healthy
 * runs cause no report:
 *
 * <ul>
 *   <li>interval 20 steps: measuring {@value CollapseMonitor#SAMPLE_ROWS} x 128 embeddings takes a few milliseconds,
 *       which is then well below 1 % of the time for 20 steps.
 *   <li>warm-up 100 steps: the embeddings of a barely trained network can coincide as well.
 *   <li>patience 5 measurements: nothing is reported before step 200, nor for a temporary dip.
 *   <li>deviation share 0.1: SimSiam's collapsed run is at 0, its healthy one near 1 (Chen and He 2021,
 *       arXiv:2011.10566, figure 2). At 0.1 the embeddings are about 6 degrees from their common direction.
 *   <li>rank share 0.05, and a lowest rank of 2: healthy runs begin with as little as 0.1 of the possible rank,
 *       collapsed ones end in one or two directions.
 *   <li>loss tolerance 0.001: NT-Xent of random embeddings in 128 dimensions is 0.0027 above that of equal ones, at
 *       temperature 0.5 and batch size 256.
 * </ul>
 *
 * @param interval the number of steps between measurements, at least 1
 * @param warmUp the number of first steps that are not judged, at least 0
 * @param patience the number of consecutive measurements that must agree, at least 1
 * @param deviationShare collapse is complete below this share of the deviation of a full sphere, and embeddings have
 *     shrunk to a point below this share of the spread that the loss holds them to; above 0 and below 1
 * @param rankShare collapse is dimensional below this share of the possible rank, which is the number of dimensions or
 *     of rows, whichever is smaller; at least 0 and below 1
 * @param lowestRank collapse is also dimensional below this effective rank, which is capped at half of the possible
 *     one; at least 0
 * @param lossTolerance the loss is stuck while the relative difference between its mean and its value at collapse is
 *     below this; above 0 and below 1
 */
public record CollapseThresholds(
        int interval,
        int warmUp,
        int patience,
        double deviationShare,
        double rankShare,
        double lowestRank,
        double lossTolerance) {

    public CollapseThresholds {
        requireAtLeast("the interval", 1, interval);
        requireAtLeast("the warm-up", 0, warmUp);
        requireAtLeast("the patience", 1, patience);
        requireShare("the deviation share", deviationShare, false);
        requireShare("the rank share", rankShare, true);
        if (!(lowestRank >= 0) || Double.isInfinite(lowestRank)) {
            throw new IllegalArgumentException(
                    "the lowest rank must be finite and at least 0, got " + lowestRank + "; the default is 2");
        }
        requireShare("the loss tolerance", lossTolerance, false);
    }

    private static void requireAtLeast(String what, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", got " + value);
        }
    }

    private static void requireShare(String what, double share, boolean zeroAllowed) {
        if (!(share >= 0 && share < 1) || share == 0 && !zeroAllowed) {
            throw new IllegalArgumentException(
                    what + " must be " + (zeroAllowed ? "at least" : "above") + " 0 and below 1, got " + share);
        }
    }

    /** The defaults described above. */
    public static CollapseThresholds defaults() {
        return new CollapseThresholds(20, 100, 5, 0.1, 0.05, 2, 0.001);
    }

    /** The first step at which a diagnosis is possible; the absence of a diagnosis in a shorter run means nothing. */
    public long firstDiagnosis() {
        return (warmUp / interval + (long) patience) * interval;
    }

    public CollapseThresholds withInterval(int steps) {
        return new CollapseThresholds(steps, warmUp, patience, deviationShare, rankShare, lowestRank, lossTolerance);
    }

    public CollapseThresholds withWarmUp(int steps) {
        return new CollapseThresholds(interval, steps, patience, deviationShare, rankShare, lowestRank, lossTolerance);
    }

    public CollapseThresholds withPatience(int measurements) {
        return new CollapseThresholds(
                interval, warmUp, measurements, deviationShare, rankShare, lowestRank, lossTolerance);
    }

    public CollapseThresholds withDeviationShare(double share) {
        return new CollapseThresholds(interval, warmUp, patience, share, rankShare, lowestRank, lossTolerance);
    }

    /** Sets both bounds of the effective rank. */
    public CollapseThresholds withRank(double share, double lowest) {
        return new CollapseThresholds(interval, warmUp, patience, deviationShare, share, lowest, lossTolerance);
    }

    public CollapseThresholds withLossTolerance(double tolerance) {
        return new CollapseThresholds(interval, warmUp, patience, deviationShare, rankShare, lowestRank, tolerance);
    }
}

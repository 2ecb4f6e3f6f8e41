package io.ssl4j.core.method;

import io.ssl4j.core.network.Gather;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;

/**
 * The position of a step in the run.
 *
 * @param step from 0, over the whole run
 * @param epoch from 0
 * @param length the length of the run
 * @param random the key of this step's randomness; if an update accumulates batches, each has its own
 * @param gather the source of other workers' rows
 */
public record StepContext(long step, int epoch, RunLength length, RandomKey random, Gather gather) {

    /** The context of a step in a run with a single worker. */
    public StepContext(long step, int epoch, RunLength length, RandomKey random) {
        this(step, epoch, length, random, Gather.alone());
    }

    /** The fraction of the run that is done: 0 at the first step, just below 1 at the last. */
    public double progress() {
        return (double) step / length.totalSteps();
    }

    /** Returns the same position with other randomness. */
    public StepContext withRandom(RandomKey other) {
        return new StepContext(step, epoch, length, other, gather);
    }
}

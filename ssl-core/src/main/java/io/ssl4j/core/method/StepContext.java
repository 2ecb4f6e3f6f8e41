package io.ssl4j.core.method;

import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;

/**
 * Where in the run a step is.
 *
 * @param step from 0, over the whole run
 * @param epoch from 0
 * @param length how long the run is
 * @param random the address of this step's randomness; where an update accumulates batches, each has its own
 * @param gather where rows of other workers' samples come from
 */
public record StepContext(long step, int epoch, RunLength length, RandomKey random, Gather gather) {

    /** A step of a single worker. */
    public StepContext(long step, int epoch, RunLength length, RandomKey random) {
        this(step, epoch, length, random, Gather.alone());
    }

    /** The part of the run that is done, 0 at the first step and nearly 1 at the last. */
    public double progress() {
        return (double) step / length.totalSteps();
    }

    /** The same place with other randomness. */
    public StepContext withRandom(RandomKey other) {
        return new StepContext(step, epoch, length, other, gather);
    }
}

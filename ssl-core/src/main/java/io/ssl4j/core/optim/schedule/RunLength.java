package io.ssl4j.core.optim.schedule;

/**
 * The length of a run, in optimiser steps.
 *
 * @param totalSteps steps of the whole run
 * @param stepsPerEpoch steps of one epoch
 */
public record RunLength(long totalSteps, long stepsPerEpoch) {

    public RunLength {
        if (totalSteps < 1 || stepsPerEpoch < 1) {
            throw new IllegalArgumentException(
                    "a run has at least 1 step, got " + totalSteps + " with " + stepsPerEpoch + " per epoch");
        }
    }
}

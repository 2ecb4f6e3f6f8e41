package io.ssl4j.core.train;

import io.ssl4j.core.optim.RunLength;

/**
 * What a method may want to know before the first step.
 *
 * @param samples samples in the training set
 * @param batchSize samples per step
 * @param epochs passes over the data
 * @param length steps
 * @param seed the run's seed
 */
public record RunInfo(int samples, int batchSize, int epochs, RunLength length, long seed) {}

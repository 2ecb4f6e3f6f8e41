package io.ssl4j.core.optim.schedule;

/** A factor on a base value (learning rate, weight decay, EMA momentum) over the run. */
@FunctionalInterface
public interface Schedule {

    /**
     * @param step the update about to be made, from 0
     * @param length the length of the run
     * @return the factor, usually in 0..1
     */
    double factor(long step, RunLength length);
}

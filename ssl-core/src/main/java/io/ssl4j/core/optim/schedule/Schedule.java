package io.ssl4j.core.optim.schedule;

/** A factor on a base value (learning rate, weight decay, EMA momentum) as the run goes on. */
@FunctionalInterface
public interface Schedule {

    /**
     * @param step the update about to be made, from 0
     * @param length how long the run is
     * @return the factor, usually in 0..1
     */
    double factor(long step, RunLength length);
}

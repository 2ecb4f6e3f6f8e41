package io.ssl4j.core.optim.schedule;

import io.ssl4j.core.numerics.Require;

/**
 * The momentum of an exponential moving average of parameters, {@code target = m target + (1 - m) online}, over the
 * run. The values that this interface's factories return are immutable, and equal if their settings are.
 */
@FunctionalInterface
public interface EmaSchedule {

    /**
     * @param step the update just made, from 0
     * @param length the length of the run
     * @return the momentum, in 0..1
     */
    double momentum(long step, RunLength length);

    /**
     * Constant momentum (MoCo: 0.999 on ImageNet, 0.99 on CIFAR).
     *
     * @throws IllegalArgumentException if {@code momentum} is not in 0..1
     */
    static EmaSchedule constant(double momentum) {
        return new Cosine(momentum, momentum);
    }

    /**
     * Rises from {@code base} to 1: at step k of K, {@code 1 - (1 - base) (cos(pi k / K) + 1) / 2} (BYOL, Grill et al.
     * 2020, arXiv:2006.07733, section 3.3, with base 0.996; 0.99 for short runs).
     *
     * @throws IllegalArgumentException if {@code base} is not in 0..1
     */
    static EmaSchedule cosine(double base) {
        return cosine(base, 1);
    }

    /**
     * Changes from {@code base} to {@code last}: {@code last - (last - base) (cos(pi k / K) + 1) / 2}.
     *
     * @throws IllegalArgumentException if either is not in 0..1
     */
    static EmaSchedule cosine(double base, double last) {
        return new Cosine(base, last);
    }

    /** Half a cosine from {@code base} to {@code last}. */
    record Cosine(double base, double last) implements EmaSchedule {
        public Cosine {
            Require.unit("EMA momentum", base);
            Require.unit("EMA momentum", last);
        }

        @Override
        public double momentum(long step, RunLength length) {
            double progress = Math.min(1, step / (double) length.totalSteps());
            return last - (last - base) * (Math.cos(Math.PI * progress) + 1) / 2;
        }
    }
}

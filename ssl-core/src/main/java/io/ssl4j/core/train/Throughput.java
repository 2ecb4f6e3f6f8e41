package io.ssl4j.core.train;

/**
 * Measures the recent seconds per step: an exponential moving average that begins as a plain mean. The first steps of a
 * call are left out once there are others: the virtual machine still compiles, and buffers are still allocated.
 */
final class Throughput {

    /** The steps of a call that warm up and are not measured. */
    static final int WARM_UP = 2;

    private static final double SMOOTHING = 0.05;

    private long steps;
    private double secondsPerStep;

    void add(double seconds) {
        steps++;
        long measured = Math.max(1, steps - WARM_UP);
        secondsPerStep += Math.max(SMOOTHING, 1.0 / measured) * (seconds - secondsPerStep);
    }

    double secondsPerStep() {
        return secondsPerStep;
    }

    double perSecond(double samplesPerStep) {
        return secondsPerStep > 0 ? samplesPerStep / secondsPerStep : 0;
    }
}

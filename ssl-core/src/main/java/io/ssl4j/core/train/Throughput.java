package io.ssl4j.core.train;

/** Measures the recent seconds per step: an exponential moving average that begins as a plain mean. */
final class Throughput {

    private static final double SMOOTHING = 0.05;

    private long steps;
    private double secondsPerStep;

    void add(double seconds) {
        steps++;
        secondsPerStep += Math.max(SMOOTHING, 1.0 / steps) * (seconds - secondsPerStep);
    }

    double secondsPerStep() {
        return secondsPerStep;
    }

    double perSecond(double samplesPerStep) {
        return secondsPerStep > 0 ? samplesPerStep / secondsPerStep : 0;
    }
}

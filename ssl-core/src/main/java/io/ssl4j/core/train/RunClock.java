package io.ssl4j.core.train;

import java.util.function.LongSupplier;

/** Measures the wall time of a run across resumes. */
final class RunClock {

    private final LongSupplier nanos;
    private final long began;
    private double before;

    RunClock(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** Adds the seconds that earlier parts of the run took. */
    void goOnFrom(double seconds) {
        before = seconds;
    }

    /** Seconds of this call. */
    double secondsOfCall() {
        return (nanos.getAsLong() - began) * 1e-9;
    }

    /** Seconds of the whole run. */
    double seconds() {
        return before + secondsOfCall();
    }
}

package io.ssl4j.core.optim.schedule;

/** {@link Schedules#constant}. */
record ConstantSchedule() implements Schedule {

    @Override
    public double factor(long step, RunLength length) {
        return 1;
    }

    @Override
    public String toString() {
        return "constant";
    }
}

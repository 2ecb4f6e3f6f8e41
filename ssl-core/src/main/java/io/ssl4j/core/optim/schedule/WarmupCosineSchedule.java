package io.ssl4j.core.optim.schedule;

import io.ssl4j.core.numerics.Require;

/**
 * {@link Schedules#warmupCosineSteps} and {@link Schedules#warmupCosineEpochs}; without warm-up {@link
 * Schedules#cosine}.
 *
 * @param warmup the length of the warm-up
 * @param inEpochs whether the warm-up is in epochs, otherwise in steps
 * @param finalFactor the final factor of the cosine
 */
record WarmupCosineSchedule(double warmup, boolean inEpochs, double finalFactor) implements Schedule {

    WarmupCosineSchedule {
        Require.notNegative("warm-up", warmup);
        Require.notNegative("finalFactor", finalFactor);
    }

    @Override
    public double factor(long step, RunLength length) {
        long warmupSteps = inEpochs ? Math.round(warmup * length.stepsPerEpoch()) : (long) warmup;
        long total = length.totalSteps();
        if (warmupSteps > total) {
            throw new IllegalArgumentException("a warm-up must fit into the run: " + this + " means " + warmupSteps
                    + " steps of warm-up, the run has " + total + "; shorten it or train longer");
        }
        if (step < warmupSteps) {
            return (step + 1) / (double) warmupSteps;
        }
        if (step >= total) {
            return finalFactor;
        }
        double progress = (step - warmupSteps) / (double) (total - warmupSteps);
        return finalFactor + (1 - finalFactor) * (1 + Math.cos(Math.PI * progress)) / 2;
    }

    @Override
    public String toString() {
        String cosine = "cosine(finalFactor=" + finalFactor + ")";
        return warmup == 0 ? cosine : "warmup(" + warmup + (inEpochs ? " epochs" : " steps") + ")+" + cosine;
    }
}

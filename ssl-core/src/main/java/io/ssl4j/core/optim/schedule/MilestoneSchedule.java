package io.ssl4j.core.optim.schedule;

import io.ssl4j.core.numerics.Require;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Schedules#stepAtSteps} and {@link Schedules#stepAtEpochs}.
 *
 * @param gamma factor at each milestone, above 0
 * @param milestones ascending, above 0
 * @param inEpochs whether milestones are in epochs, otherwise in steps
 */
record MilestoneSchedule(double gamma, List<Long> milestones, boolean inEpochs) implements Schedule {

    MilestoneSchedule(double gamma, long[] milestones, boolean inEpochs) {
        this(gamma, Arrays.stream(milestones).boxed().toList(), inEpochs);
    }

    MilestoneSchedule {
        Require.positive("gamma", gamma);
        milestones = List.copyOf(milestones);
        long last = 0;
        for (long milestone : milestones) {
            if (milestone <= last) {
                throw new IllegalArgumentException("milestones must rise and be above 0, got " + milestones);
            }
            last = milestone;
        }
        if (milestones.isEmpty()) {
            throw new IllegalArgumentException(
                    "a step schedule needs at least one milestone, got none; for none use" + " Schedules.constant()");
        }
    }

    @Override
    public double factor(long step, RunLength length) {
        long now = inEpochs ? step / length.stepsPerEpoch() : step;
        double factor = 1;
        for (long milestone : milestones) {
            if (now >= milestone) {
                factor *= gamma;
            }
        }
        return factor;
    }

    @Override
    public String toString() {
        return "step(gamma=" + gamma + ", " + (inEpochs ? "epochs=" : "steps=") + milestones + ")";
    }
}

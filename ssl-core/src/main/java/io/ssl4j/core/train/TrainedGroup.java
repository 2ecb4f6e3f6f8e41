package io.ssl4j.core.train;

import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.optim.BiasAndNorm;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.ParameterUpdater;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.optim.schedule.Schedule;
import java.util.Optional;

/** A parameter group with its optimiser. */
final class TrainedGroup {

    private final ParameterGroup group;
    private final ParameterUpdater updater;
    private final double weightDecay;

    TrainedGroup(ParameterGroup group, Optimizer optimizer) {
        this.group = group;
        this.updater = optimizer.updater(group);
        this.weightDecay = group.weightDecay().orElse(optimizer.weightDecay());
    }

    String name() {
        return group.name();
    }

    Network network() {
        return group.network();
    }

    ParameterUpdater updater() {
        return updater;
    }

    boolean frozen(long step) {
        return step < group.frozenUntilStep();
    }

    Parameters parameters() {
        return group.network().parameters();
    }

    /**
     * Returns the group's settings as text, for a run that resumes. A group without its own settings for biases and
     * norms is written as in older checkpoints.
     */
    String describe() {
        return "learningRateScale=" + group.learningRateScale() + ", schedule=" + own(group.schedule())
                + ", weightDecay=" + (group.weightDecay().isPresent() ? weightDecay : "the optimizer's")
                + ", weightDecaySchedule=" + own(group.weightDecaySchedule()) + ", decayBiasAndNorm="
                + group.biasAndNorm().map(BiasAndNorm::describe).orElse("false") + ", frozenUntilStep="
                + group.frozenUntilStep();
    }

    private static String own(Optional<Schedule> schedule) {
        return schedule.map(ResumeSettings::describe).orElse("the run's");
    }

    /** The rates of one update of a group. */
    record Rates(TrainedGroup group, double learningRate, double weightDecay) {

        /** Updates the trained parameters. */
        void update() {
            group.updater.update(learningRate, weightDecay);
        }
    }

    /**
     * Returns learning rate and weight decay at a step. A group without its own uses those of the run and the
     * optimiser.
     *
     * @throws IllegalStateException if a schedule's factor is negative or not finite
     */
    Rates rates(TrainerConfig config, long step, RunLength length) {
        double learningRate = scheduled(
                "learning rate of network '" + name() + "'",
                config.learningRate(),
                group.schedule().orElse(config.schedule()),
                step,
                length);
        double decay = scheduled(
                "weight decay of network '" + name() + "'",
                weightDecay,
                group.weightDecaySchedule().orElse(config.weightDecaySchedule()),
                step,
                length);
        return new Rates(this, learningRate * group.learningRateScale(), decay);
    }

    static double scheduled(String what, double base, Schedule schedule, long step, RunLength length) {
        double factor = schedule.factor(step, length);
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalStateException("a schedule's factor must be finite and at least 0, got " + factor
                    + " for the " + what + " at step " + (step + 1) + " of " + length.totalSteps());
        }
        return base * factor;
    }
}

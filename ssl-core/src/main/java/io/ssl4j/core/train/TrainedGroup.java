package io.ssl4j.core.train;

import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.ParameterUpdater;

/** A parameter group with the optimiser at work on it. */
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
        return group.network().name();
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
     * One update of the trained parameters, then of the running statistics.
     *
     * @param base the base learning rate
     * @param factor the schedule's factor
     */
    void update(double base, double factor) {
        double scheduled = group.constantLearningRate() ? base : base * factor;
        updater.update(scheduled * group.learningRateScale(), weightDecay);
        group.network().parameters().applyStatistics();
    }
}

package io.ssl4j.core.optim;

import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.optim.schedule.Schedule;
import io.ssl4j.core.optim.schedule.Schedules;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * A network to train, or a part of it, with the settings of its updates. At each step
 *
 * <pre>
 * learning rate = base rate of the run x factor of the schedule x learningRateScale
 * weight decay  = decay of the group, else of the optimiser, x factor of the decay's schedule
 * </pre>
 *
 * where each schedule is the group's own if it has one, else the run's. Biases and normalisation parameters may differ,
 * see {@link BiasAndNorm}. A run with a decay schedule is rejected if a
 * group has its own.
 *
 * @param network the network to train
 * @param part the name of the part of the network that the group covers; empty for all of it
 * @param segments selects the network's segments that the group covers
 * @param learningRateScale factor on the scheduled learning rate
 * @param schedule the group's own learning rate schedule, or empty for the run's
 * @param weightDecay the group's own weight decay, or empty for the optimiser's
 * @param weightDecaySchedule the group's own weight decay schedule, or empty for the run's
 * @param biasAndNorm the group's own settings for biases and normalisation parameters, or empty for the optimiser's
 * @param frozenUntilStep updates before this step are skipped (DINO's last layer)
 */
public record ParameterGroup(
        Network network,
        String part,
        Predicate<Segment> segments,
        double learningRateScale,
        Optional<Schedule> schedule,
        OptionalDouble weightDecay,
        Optional<Schedule> weightDecaySchedule,
        Optional<BiasAndNorm> biasAndNorm,
        long frozenUntilStep) {

    public ParameterGroup {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(segments, "segments");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(weightDecaySchedule, "weightDecaySchedule");
        Objects.requireNonNull(biasAndNorm, "biasAndNorm");
        Require.notNegative("learningRateScale", learningRateScale);
        weightDecay.ifPresent(decay -> Require.notNegative("weightDecay", decay));
        if (frozenUntilStep < 0) {
            throw new IllegalArgumentException("a step is at least 0, got frozenUntilStep " + frozenUntilStep);
        }
    }

    /** A group with default settings: those of the run and its optimiser. */
    public static ParameterGroup of(Network network) {
        return part(network, "", segment -> true);
    }

    /**
     * A group for a part of a network, such as its biases, or one layer. The parts of a network must cover each of its
     * trained segments once.
     *
     * @param part a name, unique among the parts of the network
     * @param segments selects the segments that belong to it
     */
    public static ParameterGroup part(Network network, String part, Predicate<Segment> segments) {
        return new ParameterGroup(
                network,
                part,
                segments,
                1,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** The network's name, followed by "/" and the part's name if the group is a part: "encoder", "encoder/biases". */
    public String name() {
        return part.isEmpty() ? network.name() : network.name() + "/" + part;
    }

    /** Returns the same settings for another network. */
    public ParameterGroup withNetwork(Network other) {
        return new ParameterGroup(
                other,
                part,
                segments,
                learningRateScale,
                schedule,
                weightDecay,
                weightDecaySchedule,
                biasAndNorm,
                frozenUntilStep);
    }

    public ParameterGroup withLearningRateScale(double scale) {
        return new ParameterGroup(
                network,
                part,
                segments,
                scale,
                schedule,
                weightDecay,
                weightDecaySchedule,
                biasAndNorm,
                frozenUntilStep);
    }

    /** Sets the group's own learning rate schedule, instead of the run's. */
    public ParameterGroup withSchedule(Schedule own) {
        return new ParameterGroup(
                network,
                part,
                segments,
                learningRateScale,
                Optional.of(own),
                weightDecay,
                weightDecaySchedule,
                biasAndNorm,
                frozenUntilStep);
    }

    /** Keeps the base rate throughout, as for SimSiam's predictor (Chen and He 2020, arXiv:2011.10566, section 4.2). */
    public ParameterGroup withConstantLearningRate() {
        return withSchedule(Schedules.constant());
    }

    /** Sets the group's own weight decay, instead of the optimiser's; the decay schedule still multiplies it. */
    public ParameterGroup withWeightDecay(double decay) {
        return new ParameterGroup(
                network,
                part,
                segments,
                learningRateScale,
                schedule,
                OptionalDouble.of(decay),
                weightDecaySchedule,
                biasAndNorm,
                frozenUntilStep);
    }

    /** Sets the group's own weight decay schedule, instead of the run's. */
    public ParameterGroup withWeightDecaySchedule(Schedule own) {
        return new ParameterGroup(
                network,
                part,
                segments,
                learningRateScale,
                schedule,
                weightDecay,
                Optional.of(own),
                biasAndNorm,
                frozenUntilStep);
    }

    /** Sets the group's own treatment of biases and normalisation parameters, instead of the optimiser's. */
    public ParameterGroup withBiasAndNorm(BiasAndNorm own) {
        return new ParameterGroup(
                network,
                part,
                segments,
                learningRateScale,
                schedule,
                weightDecay,
                weightDecaySchedule,
                Optional.of(own),
                frozenUntilStep);
    }

    public ParameterGroup withFrozenUntilStep(long step) {
        return new ParameterGroup(
                network,
                part,
                segments,
                learningRateScale,
                schedule,
                weightDecay,
                weightDecaySchedule,
                biasAndNorm,
                step);
    }
}

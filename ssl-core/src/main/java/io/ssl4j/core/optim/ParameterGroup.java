package io.ssl4j.core.optim;

import io.ssl4j.core.network.Network;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A network that is trained, and how its updates differ from the others'.
 *
 * @param network what is trained
 * @param learningRateScale factor on the scheduled learning rate
 * @param constantLearningRate true to leave out the schedule (SimSiam's predictor)
 * @param weightDecay the group's own decay, or empty for the optimiser's
 * @param decayBiasAndNorm whether decay reaches biases and normalisation parameters too
 * @param frozenUntilStep updates are skipped before this step (DINO's last layer)
 */
public record ParameterGroup(
        Network network,
        double learningRateScale,
        boolean constantLearningRate,
        OptionalDouble weightDecay,
        boolean decayBiasAndNorm,
        long frozenUntilStep) {

    public ParameterGroup {
        Objects.requireNonNull(network, "network");
        Hyper.requireNotNegative("learningRateScale", learningRateScale);
        weightDecay.ifPresent(decay -> Hyper.requireNotNegative("weightDecay", decay));
        if (frozenUntilStep < 0) {
            throw new IllegalArgumentException("a step is at least 0, got frozenUntilStep " + frozenUntilStep);
        }
    }

    /** A group with nothing special: decay on weights alone. */
    public static ParameterGroup of(Network network) {
        return new ParameterGroup(network, 1, false, OptionalDouble.empty(), false, 0);
    }

    public ParameterGroup withLearningRateScale(double scale) {
        return new ParameterGroup(network, scale, constantLearningRate, weightDecay, decayBiasAndNorm, frozenUntilStep);
    }

    public ParameterGroup withConstantLearningRate() {
        return new ParameterGroup(network, learningRateScale, true, weightDecay, decayBiasAndNorm, frozenUntilStep);
    }

    public ParameterGroup withWeightDecay(double decay) {
        return new ParameterGroup(
                network,
                learningRateScale,
                constantLearningRate,
                OptionalDouble.of(decay),
                decayBiasAndNorm,
                frozenUntilStep);
    }

    public ParameterGroup withDecayOnBiasAndNorm() {
        return new ParameterGroup(network, learningRateScale, constantLearningRate, weightDecay, true, frozenUntilStep);
    }

    public ParameterGroup withFrozenUntilStep(long step) {
        return new ParameterGroup(
                network, learningRateScale, constantLearningRate, weightDecay, decayBiasAndNorm, step);
    }
}

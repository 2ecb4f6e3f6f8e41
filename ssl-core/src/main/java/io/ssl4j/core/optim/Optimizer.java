package io.ssl4j.core.optim;

/** An optimiser's configuration, immutable. {@link Optimizers} makes the available ones. */
public interface Optimizer {

    /** The base learning rate, before schedule and group scale. */
    double learningRate();

    /** The weight decay of groups that do not set their own. */
    double weightDecay();

    /** How biases and normalisation parameters are trained, in groups that do not say it themselves. */
    default BiasAndNorm biasAndNorm() {
        return BiasAndNorm.usual();
    }

    /** Makes an updater for a group, with moments at zero. */
    ParameterUpdater updater(ParameterGroup group);

    /** Describes the optimiser for logs and provenance: "adam(learningRate=0.001, ...)". */
    String describe();
}

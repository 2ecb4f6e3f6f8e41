package io.ssl4j.core.optim;

/** An optimiser's configuration, immutable. {@link Optimizers} has the known ones. */
public interface Optimizer {

    /** The base learning rate, before schedule and group scale. */
    double learningRate();

    /** The weight decay of groups that set none themselves. */
    double weightDecay();

    /** Starts work on a group, with moments at zero. */
    ParameterUpdater updater(ParameterGroup group);

    /** For logs and provenance: "adam(learningRate=0.001, ...)". */
    String describe();
}

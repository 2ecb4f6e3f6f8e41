package io.ssl4j.core.train;

import io.ssl4j.core.optim.GradientClipping;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of a {@link Trainer}, validated. {@link TrainerBuilder} has the defaults.
 *
 * @param optimizer what makes an update of a gradient
 * @param schedule factor on the optimiser's learning rate
 * @param epochs passes over the data, at least 1
 * @param batchSize samples per step, at least 1
 * @param dropLast leave out a last batch that is smaller than the others
 * @param seed what all randomness of the run is derived from
 * @param loaderThreads threads that make batches, at least 1; no bit of the run depends on it
 * @param clipping what bounds the gradients of all trained parameters together
 * @param maxTime how long a call may train before it stops after a step
 * @param checkpoints where and when to write checkpoints
 * @param listeners told of everything, in order
 * @param control stops the run from another thread
 */
public record TrainerConfig(
        Optimizer optimizer,
        Schedule schedule,
        int epochs,
        int batchSize,
        boolean dropLast,
        long seed,
        int loaderThreads,
        GradientClipping clipping,
        Optional<Duration> maxTime,
        Optional<CheckpointPlan> checkpoints,
        List<TrainingListener> listeners,
        RunControl control) {

    public TrainerConfig {
        if (optimizer == null) {
            throw new IllegalStateException(
                    "a trainer needs an optimizer, none was set; add .optimizer(Optimizers.adam(1e-3))");
        }
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(clipping, "clipping");
        Objects.requireNonNull(control, "control");
        atLeastOne("epochs", epochs);
        atLeastOne("batchSize", batchSize);
        atLeastOne("loaderThreads", loaderThreads);
        if (!Double.isFinite(optimizer.learningRate()) || optimizer.learningRate() < 0) {
            throw new IllegalArgumentException(
                    "the learning rate must be finite and at least 0, got " + optimizer.learningRate());
        }
        if (maxTime.isPresent() && (maxTime.get().isNegative() || maxTime.get().isZero())) {
            throw new IllegalArgumentException("maxTime must be above 0, got " + maxTime.get());
        }
        listeners = List.copyOf(listeners);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }
}

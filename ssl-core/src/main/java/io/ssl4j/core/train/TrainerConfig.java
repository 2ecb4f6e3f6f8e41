package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.CheckpointPlan;
import io.ssl4j.core.optim.GradientClipping;
import io.ssl4j.core.optim.LearningRateScaling;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.schedule.Schedule;
import io.ssl4j.core.train.event.TrainingListener;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of a {@link Trainer}, validated. {@link TrainerBuilder} has the defaults.
 *
 * @param optimizer turns a gradient into an update
 * @param schedule the factor on the learning rate
 * @param weightDecaySchedule the factor on the weight decay of the optimiser or of a group
 * @param learningRateScaling scales the optimiser's learning rate with the number of samples per update
 * @param epochs passes over the data, at least 1
 * @param batchSize samples per batch, at least 1
 * @param accumulate batches whose gradients are summed for one update, at least 1
 * @param dropLast whether a last update with fewer samples than the others is dropped
 * @param seed the seed for all random choices of the run
 * @param loaderThreads threads that make batches, at least 1; they do not affect the result of the run
 * @param clipping limits the joint gradient of all trained parameters
 * @param maxTime how long a call may train before it stops after a step
 * @param checkpoints where and when to write checkpoints
 * @param dataCheck how a resumed run compares its data with that of its beginning
 * @param listeners called in order
 * @param control stops the run from another thread
 * @param exchange exchanges gradients with other workers before they are used; does nothing for a single worker
 * @param ignoreMemory whether a run begins although it seems to need more memory than there is
 */
public record TrainerConfig(
        Optimizer optimizer,
        Schedule schedule,
        Schedule weightDecaySchedule,
        LearningRateScaling learningRateScaling,
        int epochs,
        int batchSize,
        int accumulate,
        boolean dropLast,
        long seed,
        int loaderThreads,
        GradientClipping clipping,
        Optional<Duration> maxTime,
        Optional<CheckpointPlan> checkpoints,
        DataCheck dataCheck,
        List<TrainingListener> listeners,
        RunControl control,
        GradientExchange exchange,
        boolean ignoreMemory) {

    public TrainerConfig {
        if (optimizer == null) {
            throw new IllegalStateException(
                    "a trainer needs an optimizer, none was set; add .optimizer(Optimizers.adam(1e-3))");
        }
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(weightDecaySchedule, "weightDecaySchedule");
        Objects.requireNonNull(learningRateScaling, "learningRateScaling");
        Objects.requireNonNull(clipping, "clipping");
        Objects.requireNonNull(dataCheck, "dataCheck");
        Objects.requireNonNull(control, "control");
        Objects.requireNonNull(exchange, "exchange");
        atLeastOne("epochs", epochs);
        atLeastOne("batchSize", batchSize);
        atLeastOne("accumulate", accumulate);
        if ((long) batchSize * accumulate > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("batchSize x accumulate must be below 2^31, got " + batchSize + " x "
                    + accumulate + "; set a smaller one");
        }
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

    /** Batch size times accumulated batches per update. */
    public int samplesPerUpdate() {
        return batchSize * accumulate;
    }

    /** The base learning rate in use: the optimiser's, scaled with the samples per update if requested. */
    public double learningRate() {
        return learningRateScaling.scale(optimizer.learningRate(), samplesPerUpdate());
    }

    /** Returns both learning rates as text: as given, and as used. */
    public String describeLearningRate() {
        return learningRateScaling.describe(optimizer.learningRate(), samplesPerUpdate());
    }

    /** The settings of a trial of this run: it writes nothing, and only this listener hears of it. */
    TrainerConfig forTrial(TrainingListener listener, RunControl stop) {
        return new TrainerConfig(
                optimizer,
                schedule,
                weightDecaySchedule,
                learningRateScaling,
                epochs,
                batchSize,
                accumulate,
                dropLast,
                seed,
                loaderThreads,
                clipping,
                Optional.empty(),
                Optional.empty(),
                dataCheck,
                List.of(listener),
                stop,
                GradientExchange.none(),
                true);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }
}

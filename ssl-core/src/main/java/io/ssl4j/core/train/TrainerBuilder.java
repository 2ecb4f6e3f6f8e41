package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.CheckpointFailure;
import io.ssl4j.core.checkpoint.CheckpointPlan;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.optim.GradientClipping;
import io.ssl4j.core.optim.LearningRateScaling;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.schedule.Schedule;
import io.ssl4j.core.optim.schedule.Schedules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Builds a {@link Trainer}. Only the optimiser must be set. */
public final class TrainerBuilder {

    private Optimizer optimizer;
    private Schedule schedule = Schedules.constant();
    private Schedule weightDecaySchedule = Schedules.constant();
    private LearningRateScaling learningRateScaling = LearningRateScaling.none();
    private int epochs = 100;
    private int batchSize = 256;
    private int accumulate = 1;
    private boolean dropLast = true;
    private long seed;
    private int loaderThreads = 1;
    private GradientClipping clipping = GradientClipping.none();
    private Optional<Duration> maxTime = Optional.empty();
    private Optional<CheckpointPlan> checkpoints = Optional.empty();
    private RunControl control = new RunControl();
    private GradientExchange exchange = GradientExchange.none();
    private final List<TrainingListener> listeners = new ArrayList<>();

    TrainerBuilder() {}

    /** What makes an update of a gradient, with the base learning rate and weight decay. */
    public TrainerBuilder optimizer(Optimizer value) {
        this.optimizer = Objects.requireNonNull(value, "optimizer");
        return this;
    }

    /** A factor on the learning rate as the run goes on; by default 1 throughout. */
    public TrainerBuilder schedule(Schedule value) {
        this.schedule = Objects.requireNonNull(value, "schedule");
        return this;
    }

    /**
     * A factor on the weight decay as the run goes on; by default 1 throughout. A decay from 0.04 to 0.4 is
     * {@code Schedules.cosine(10)} on an optimiser's 0.04. Refused before the first step where the method has such a
     * schedule of its own, as DINO has by default.
     */
    public TrainerBuilder weightDecaySchedule(Schedule value) {
        this.weightDecaySchedule = Objects.requireNonNull(value, "weightDecaySchedule");
        return this;
    }

    /**
     * Takes the optimiser's learning rate as one for so many samples per update, usually 256, and scales it linearly to
     * {@code batchSize x accumulate}. By default the optimiser's rate is what runs. Either way a listener is told both.
     */
    public TrainerBuilder learningRatePer(int samples) {
        return learningRateScaling(LearningRateScaling.linear(samples));
    }

    /** Scales the optimiser's learning rate in another way. */
    public TrainerBuilder learningRateScaling(LearningRateScaling value) {
        this.learningRateScaling = Objects.requireNonNull(value, "learningRateScaling");
        return this;
    }

    /**
     * Passes over the data. By default 100, the shortest schedule of the published comparisons (Chen et al. 2020,
     * arXiv:2002.05709, figure 9).
     */
    public TrainerBuilder epochs(int value) {
        this.epochs = value;
        return this;
    }

    /** Samples per batch. By default 256, the smallest batch of the same figure. */
    public TrainerBuilder batchSize(int value) {
        this.batchSize = value;
        return this;
    }

    /**
     * Makes one update of the gradients of so many batches, in the memory that one of them needs; by default 1. It is the
     * update of one batch of {@code batchSize x value} samples (but for the last bits, and for what dropout draws), and
     * refused where it would not be: where a loss or a network ties the samples of a batch together
     * ({@link SslMethod#batchDependence}, {@link io.ssl4j.core.network.Network#batchDependence}).
     */
    public TrainerBuilder accumulate(int value) {
        this.accumulate = value;
        return this;
    }

    /** Whether a last update that has fewer samples than the others is left out; by default it is. */
    public TrainerBuilder dropLast(boolean value) {
        this.dropLast = value;
        return this;
    }

    /** What all randomness of the run is derived from; by default 0. */
    public TrainerBuilder seed(long value) {
        this.seed = value;
        return this;
    }

    /** Threads that make batches; by default 1. No bit of the run depends on it. */
    public TrainerBuilder loaderThreads(int value) {
        this.loaderThreads = value;
        return this;
    }

    /**
     * Scales the gradient of all trained parameters together down to this L2 norm where it is longer. Running statistics
     * are not part of it. By default nothing is clipped.
     */
    public TrainerBuilder clipGradientNorm(double value) {
        return clipping(GradientClipping.byGlobalNorm(value));
    }

    /** Bounds the gradients in another way. */
    public TrainerBuilder clipping(GradientClipping value) {
        this.clipping = Objects.requireNonNull(value, "clipping");
        return this;
    }

    /** Stops after the step at which this time is over, with {@link StopReason#TIME_LIMIT}. By default there is no limit. */
    public TrainerBuilder maxTime(Duration value) {
        this.maxTime = Optional.of(value);
        return this;
    }

    /** Writes checkpoints into a directory, and keeps the newest two. */
    public TrainerBuilder checkpoints(Path directory, Every every) {
        return checkpoints(directory, every, CheckpointPlan.DEFAULT_KEEP);
    }

    /** Writes checkpoints into a directory, and keeps some of the newest. A run that cannot write one stops. */
    public TrainerBuilder checkpoints(Path directory, Every every, int keep) {
        return checkpoints(new CheckpointPlan(directory, every, keep, CheckpointFailure.STOP));
    }

    /** Writes checkpoints as planned, which also says what becomes of the run when one cannot be written. */
    public TrainerBuilder checkpoints(CheckpointPlan value) {
        this.checkpoints = Optional.of(value);
        return this;
    }

    /** Adds a listener; listeners are called in the order in which they were added. */
    public TrainerBuilder listener(TrainingListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** The handle that stops the run from another thread. */
    public TrainerBuilder control(RunControl value) {
        this.control = Objects.requireNonNull(value, "control");
        return this;
    }

    /** How this worker's gradients meet those of others; by default there are none. */
    public TrainerBuilder exchange(GradientExchange value) {
        this.exchange = Objects.requireNonNull(value, "exchange");
        return this;
    }

    /**
     * @throws IllegalArgumentException if a setting is out of range
     * @throws IllegalStateException if there is no optimiser
     */
    public Trainer build() {
        return new Trainer(new TrainerConfig(
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
                maxTime,
                checkpoints,
                listeners,
                control,
                exchange));
    }
}

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
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

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
    private DataCheck dataCheck = DataCheck.defaults();
    private RunControl control = new RunControl();
    private GradientExchange exchange = GradientExchange.none();
    private boolean ignoreMemory;
    private final List<TrainingListener> listeners = new ArrayList<>();

    TrainerBuilder() {}

    /** Sets the optimiser, with the base learning rate and weight decay. */
    public TrainerBuilder optimizer(Optimizer value) {
        this.optimizer = Objects.requireNonNull(value, "optimizer");
        return this;
    }

    /** Sets the factor on the learning rate over the run; 1 by default. */
    public TrainerBuilder schedule(Schedule value) {
        this.schedule = Objects.requireNonNull(value, "schedule");
        return this;
    }

    /**
     * Sets the factor on the weight decay over the run; 1 by default. For a decay from 0.04 to 0.4, use {@code
     * Schedules.cosine(10)} with an optimiser's 0.04. Rejected before the first step if the method has its own such
     * schedule.
     */
    public TrainerBuilder weightDecaySchedule(Schedule value) {
        this.weightDecaySchedule = Objects.requireNonNull(value, "weightDecaySchedule");
        return this;
    }

    /**
     * Treats the optimiser's learning rate as the rate for this many samples per update, usually 256, and scales it
     * linearly to {@code batchSize x accumulate}. By default the optimiser's rate is used unchanged. Listeners are told
     * both rates in either case.
     */
    public TrainerBuilder learningRatePer(int samples) {
        return learningRateScaling(LearningRateScaling.linear(samples));
    }

    /** Scales the optimiser's learning rate by another rule. */
    public TrainerBuilder learningRateScaling(LearningRateScaling value) {
        this.learningRateScaling = Objects.requireNonNull(value, "learningRateScaling");
        return this;
    }

    /**
     * Sets the number of passes over the data. By default 100, the shortest schedule of the published comparisons (Chen
     * et al. 2020, arXiv:2002.05709, figure 9).
     */
    public TrainerBuilder epochs(int value) {
        this.epochs = value;
        return this;
    }

    /** Sets the number of samples per batch. By default 256, the smallest batch of the same figure. */
    public TrainerBuilder batchSize(int value) {
        this.batchSize = value;
        return this;
    }

    /**
     * Sums the gradients of this many batches per update, in the memory that one of them needs; 1 by default. The
     * result is the update of one batch of {@code batchSize x value} samples, apart from rounding and from what dropout
     * draws. Rejected if it would not be: if a loss or a network makes the samples of a batch depend on each other
     * ({@link SslMethod#batchDependence}, {@link io.ssl4j.core.network.Network#batchDependence}).
     */
    public TrainerBuilder accumulate(int value) {
        this.accumulate = value;
        return this;
    }

    /** Sets whether a last update with fewer samples than the others is dropped; true by default. */
    public TrainerBuilder dropLast(boolean value) {
        this.dropLast = value;
        return this;
    }

    /** Sets the seed for all random choices of the run; 0 by default. */
    public TrainerBuilder seed(long value) {
        this.seed = value;
        return this;
    }

    /** Sets the number of threads that make batches; 1 by default. It does not affect the result of the run. */
    public TrainerBuilder loaderThreads(int value) {
        this.loaderThreads = value;
        return this;
    }

    /**
     * Scales the joint gradient of all trained parameters down to this L2 norm if it is larger. Running statistics are
     * not included. By default nothing is clipped.
     */
    public TrainerBuilder clipGradientNorm(double value) {
        return clipping(GradientClipping.byGlobalNorm(value));
    }

    /** Clips the gradients by another rule. */
    public TrainerBuilder clipping(GradientClipping value) {
        this.clipping = Objects.requireNonNull(value, "clipping");
        return this;
    }

    /** Stops after the step in which this time runs out, with {@link StopReason#TIME_LIMIT}. No limit by default. */
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

    /** Writes checkpoints according to a plan, which also says what happens when one cannot be written. */
    public TrainerBuilder checkpoints(CheckpointPlan value) {
        this.checkpoints = Optional.of(value);
        return this;
    }

    /**
     * Sets how a resumed run makes sure that its data is that of its beginning. By default the number of samples, their
     * names, and the content of some of them are compared.
     */
    public TrainerBuilder dataCheck(DataCheck value) {
        this.dataCheck = Objects.requireNonNull(value, "dataCheck");
        return this;
    }

    /** Adds a listener. Listeners are called in the order in which they were added. */
    public TrainerBuilder listener(TrainingListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Passes on every warning of the run as text, also where no logging is bound; {@link TrainingResult#warnings} keeps
     * them.
     */
    public TrainerBuilder onWarning(Consumer<String> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return listener(new TrainingListener() {
            @Override
            public void onWarning(String warning) {
                consumer.accept(warning);
            }
        });
    }

    /**
     * Sets the control that stops the run: from another thread, or with {@link RunControl#onShutdown} on Ctrl-C. By
     * default only an interrupt of the training thread does.
     */
    public TrainerBuilder control(RunControl value) {
        this.control = Objects.requireNonNull(value, "control");
        return this;
    }

    /** Sets the exchange of this worker's gradients with other workers; none by default. */
    public TrainerBuilder exchange(GradientExchange value) {
        this.exchange = Objects.requireNonNull(value, "exchange");
        return this;
    }

    /**
     * Sets whether a run begins although it seems to need more memory than this process may have; by default it is
     * rejected before the first step, with what to change.
     */
    public TrainerBuilder ignoreMemory(boolean value) {
        this.ignoreMemory = value;
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
                dataCheck,
                listeners,
                control,
                exchange,
                ignoreMemory));
    }
}

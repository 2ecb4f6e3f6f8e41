package io.ssl4j.core.train;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.RunPosition;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.RunWarnings;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One call of {@code fit} or {@code resume}. */
final class TrainingRun<T> {

    private static final int PREFETCH = 2;

    private final TrainerConfig config;
    private final SslMethod<T> method;
    private final Dataset<T> data;
    private final Optional<int[]> labels;
    private final TrainingListener listeners;
    private final RunWarnings warnings;
    private final RunClock clock = new RunClock(System::nanoTime);
    private final Throughput throughput = new Throughput();
    private final RandomKey stepKeys;

    private UpdatePlan plan;
    private RunInfo info;
    private LiveState state;
    private StepRunner<T> steps;
    private RunCheckpoints checkpoints;
    private RunPosition position = RunPosition.start();

    TrainingRun(TrainerConfig config, SslMethod<T> method, Dataset<T> data) {
        this.config = config;
        this.method = method;
        this.data = data;
        this.labels = method.usesLabels() && data instanceof LabeledDataset<?> labeled
                ? Optional.of(labeled.labels())
                : Optional.empty();
        this.listeners = new ListenerChain(config.listeners());
        this.warnings = new RunWarnings(listeners::onWarning);
        this.stepKeys = RandomKey.of(config.seed()).child("step");
    }

    TrainingResult run(Optional<Checkpoint> from) {
        Preflight.checkBackend(Nd4j.getExecutioner().type());
        Preflight.checkSizes(config, method, data.size());
        Preflight.checkMemory(config, method, data);
        ResumeSettings settings = ResumeSettings.of(method, config, data.size(), labels);
        RunData<T> fed = new RunData<>(method, data, config.dataCheck(), warnings);
        from.ifPresent(checkpoint -> {
            settings.check(checkpoint.file());
            fed.checkSize(checkpoint.file());
            position = checkpoint.position();
        });
        BatchConfig batches = new BatchConfig(
                config.batchSize(), config.loaderThreads(), PREFETCH, true, config.dropLast(), config.seed());
        try (StopOnShutdown guard = config.control().guard();
                BatchLoader<T> loader = BatchLoader.open(data, method.views(), batches)) {
            prepare();
            if (from.isPresent()) {
                fed.check(from.get().file());
                restore(from.get());
            } else if (config.checkpoints().isPresent()) {
                fed.begin();
            }
            checkpoints = new RunCheckpoints(config.checkpoints(), settings, fed, listeners, warnings, from);
            listeners.onStart(new RunStarted(
                    method.name(),
                    info,
                    config.optimizer().describe(),
                    config.describeLearningRate(),
                    position.step(),
                    from.map(Checkpoint::path),
                    method.encoders(),
                    method.collapseHints(config.batchSize()),
                    warnings));
            StopReason reason = train(loader);
            position = position.withSeconds(clock.seconds());
            checkpoints.writeAtEnd(position, state, reason == StopReason.COMPLETED);
            TrainingResult result = result(reason);
            listeners.onEnd(result);
            return result;
        } catch (RuntimeException | Error e) {
            listeners.onFailure(e);
            throw e;
        }
    }

    /** The state of the run, once it has been prepared: when listeners hear of its start. */
    LiveState state() {
        return state;
    }

    private void prepare() {
        plan = UpdatePlan.of(config, data.size());
        position = position.within(plan.updatesPerEpoch());
        RunLength length = plan.length(config.epochs(), position);
        // A schedule that does not fit the length, such as a warm-up longer than the run, throws here, before the first
        // step.
        config.schedule().factor(0, length);
        config.weightDecaySchedule().factor(0, length);
        info = new RunInfo(
                data.size(), config.batchSize(), config.accumulate(), config.epochs(), length, config.seed(), labels);
        method.prepare(info);
        List<ParameterGroup> parameterGroups = method.parameterGroups();
        Preflight.checkGroups(method, parameterGroups);
        Preflight.checkDecaySchedules(config, method, parameterGroups);
        Preflight.checkAccumulation(config, method, parameterGroups);
        Preflight.checkPasses(method, parameterGroups);
        StartWarnings.ofEncoders(method, warnings);
        StartWarnings.ofFrozen(parameterGroups, length.totalSteps(), warnings);
        List<TrainedGroup> groups = parameterGroups.stream()
                .map(group -> new TrainedGroup(group, config.optimizer()))
                .toList();
        groups.forEach(group -> group.rates(config, 0, length));
        state = new LiveState(groups, method.state());
        steps = new StepRunner<>(method, groups, config);
    }

    private void restore(Checkpoint checkpoint) {
        state.restore(checkpoint.file());
        checkpoint.file().arrays().values().forEach(INDArray::close);
        if (state.order().isPresent() && state.order().get().length != data.size()) {
            state.setOrder(null);
        }
        clock.goOnFrom(position.seconds());
    }

    private StopReason train(BatchLoader<T> loader) {
        Optional<StopReason> stop = stopReason();
        while (stop.isEmpty() && position.epoch() < config.epochs()) {
            int epoch = position.epoch();
            if (!position.epochBegun()) {
                state.setOrder(null);
                RunningEpoch<T> context = new RunningEpoch<>(epoch, info, data, state);
                method.beforeEpoch(context);
                if (context.finished()) {
                    return StopReason.FINISHED_EARLY;
                }
                position = position.withEpochBegun();
            }
            loader.startEpoch(epoch, plan.firstBatch(position.batch()), state.order());
            while (stop.isEmpty() && position.epoch() == epoch) {
                step(loader);
                stop = stopReason();
            }
        }
        return position.epoch() < config.epochs() ? stop.orElseThrow() : StopReason.COMPLETED;
    }

    /** Makes one update; none if the thread was interrupted while it waited for a batch. */
    private void step(BatchLoader<T> loader) {
        long began = System.nanoTime();
        RunLength length = info.length();
        StepContext context = new StepContext(
                position.step(),
                position.epoch(),
                length,
                stepKeys.child(position.step()),
                config.exchange().gather());
        steps.begin(context);
        for (int part = 0; part < plan.batches(position.batch()); part++) {
            Optional<ViewBatch> batch = next(loader);
            if (batch.isEmpty()) {
                return;
            }
            steps.add(batch.get(), context, part);
        }
        report(context, steps.update(context), began);
    }

    private void report(StepContext context, StepRunner.Outcome outcome, long began) {
        RunLength length = context.length();
        double stepSeconds = (System.nanoTime() - began) * 1e-9;
        throughput.add(stepSeconds);
        position = position.afterStep(
                outcome.result().loss(), length.stepsPerEpoch(), clock.seconds(), position.stepSeconds() + stepSeconds);
        listeners.onStep(new StepDone(
                position.step(),
                context.epoch() + 1,
                length,
                outcome.result().loss(),
                outcome.result().terms(),
                outcome.result().embeddings(),
                outcome.learningRate(),
                outcome.gradientNorm(),
                throughput.perSecond(config.samplesPerUpdate()),
                position.seconds(),
                (length.totalSteps() - position.step()) * throughput.secondsPerStep()));
        if (position.atEpochStart()) {
            listeners.onEpoch(new EpochDone(
                    position.epoch(),
                    config.epochs(),
                    position.step(),
                    position.epochLosses().get(position.epoch() - 1),
                    throughput.perSecond(config.samplesPerUpdate()),
                    position.seconds(),
                    method.encoders()));
        }
        position = position.withSeconds(clock.seconds());
        checkpoints.writeIfDue(position, state);
    }

    /** Returns the next batch, or nothing if the thread was interrupted while it waited. */
    private Optional<ViewBatch> next(BatchLoader<T> loader) {
        try {
            return Optional.of(loader.next());
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof InterruptedException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<StopReason> stopReason() {
        if (config.control().stopRequested() || Thread.currentThread().isInterrupted()) {
            return Optional.of(StopReason.INTERRUPTED);
        }
        boolean late = config.maxTime().isPresent()
                && clock.secondsOfCall() >= config.maxTime().get().toNanos() * 1e-9;
        return late ? Optional.of(StopReason.TIME_LIMIT) : Optional.empty();
    }

    private TrainingResult result(StopReason reason) {
        double images = plan.samplesSeen(position.epoch(), position.batch());
        return new TrainingResult(
                reason,
                method.encoders(),
                position.epochLosses(),
                position.step(),
                position.seconds(),
                position.stepSeconds() > 0 ? images / position.stepSeconds() : 0,
                checkpoints.last(),
                warnings.all(),
                EndMessage.of(reason, position, info, checkpoints.last()));
    }
}

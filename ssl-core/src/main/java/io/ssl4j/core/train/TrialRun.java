package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.CheckpointPlan;
import io.ssl4j.core.checkpoint.RunPosition;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.plan.MemoryEstimate;
import io.ssl4j.core.plan.MemoryLimits;
import io.ssl4j.core.plan.ProcessMemory;
import io.ssl4j.core.plan.RunPlan;
import io.ssl4j.core.plan.RunPlan.DiskUse;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The first steps of a run, on its own samples, and what they say about all of it; afterwards all is as before. */
final class TrialRun<T> implements TrainingListener {

    private static final double ENOUGH_SECONDS = 10;
    private static final int ENOUGH_STEPS = 50;

    private final TrainerConfig config;
    private final SslMethod<T> method;
    private final Dataset<T> data;
    private final RunControl control = new RunControl();
    private final TrainingRun<T> run;

    private Optional<Runnable> putBack = Optional.empty();
    private long checkpointBytes;
    private long began;
    private int steps;
    private int measured;
    private double seconds;

    TrialRun(TrainerConfig config, SslMethod<T> method, Dataset<T> data) {
        this.config = config;
        this.method = method;
        this.data = data;
        this.run = new TrainingRun<>(config.forTrial(this, control), method, data);
    }

    RunPlan plan() {
        Preflight.checkSizes(config, method, data.size());
        MemoryEstimate memory = MemoryEstimate.of(method, data, config.batchSize());
        MemoryLimits limits = MemoryLimits.ofThisProcess();
        if (config.ignoreMemory() || memory.obstacle(limits, config.batchSize()).isEmpty()) {
            try {
                run.run(Optional.empty());
            } finally {
                putBack.ifPresent(Runnable::run);
            }
        }
        RunLength length = UpdatePlan.of(config, data.size()).length(config.epochs(), RunPosition.start());
        return new RunPlan(
                length.totalSteps(),
                config.epochs(),
                length.stepsPerEpoch(),
                config.batchSize(),
                measured == 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds / measured),
                measured,
                memory,
                ProcessMemory.PEAK.bytes(),
                limits,
                disk());
    }

    @Override
    public void onStart(RunStarted start) {
        putBack = Optional.of(run.state().remember());
        for (INDArray array : run.state().arrays().values()) {
            checkpointBytes += array.length() * array.dataType().width();
        }
        began = System.nanoTime();
    }

    @Override
    public void onStep(StepDone step) {
        steps++;
        // A run shorter than the warm-up is measured with it.
        measured = steps <= Throughput.WARM_UP ? steps : steps - Throughput.WARM_UP;
        long now = System.nanoTime();
        seconds = (now - began) * 1e-9;
        if (steps == Throughput.WARM_UP) {
            began = now;
        } else if (steps > Throughput.WARM_UP && (seconds > ENOUGH_SECONDS || measured >= ENOUGH_STEPS)) {
            control.stop();
        }
    }

    private DiskUse disk() {
        long encoder = method.encoders().containsKey(Encoder.NAME)
                ? method.encoders().get(Encoder.NAME).network().parameters().length() * Float.BYTES
                : 0;
        return new DiskUse(
                encoder,
                checkpointBytes,
                config.checkpoints().map(CheckpointPlan::keep).orElse(0),
                config.checkpoints().map(plan -> free(plan.directory())).orElse(OptionalLong.empty()));
    }

    private static OptionalLong free(Path directory) {
        File existing = directory.toAbsolutePath().toFile();
        while (existing != null && !existing.exists()) {
            existing = existing.getParentFile();
        }
        return existing == null ? OptionalLong.empty() : OptionalLong.of(existing.getUsableSpace());
    }
}

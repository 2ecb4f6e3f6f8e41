package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.CheckpointDirectory;
import io.ssl4j.core.checkpoint.CheckpointFormatException;
import io.ssl4j.core.checkpoint.CheckpointPlan;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.io.FolderLock;
import io.ssl4j.core.io.FolderLockedException;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.plan.RunPlan;
import io.ssl4j.core.train.event.TrainingResult;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Trains any {@link SslMethod} on a data set.
 *
 * <pre>{@code
 * TrainingResult run = Trainer.builder().optimizer(Optimizers.adam(1e-3)).epochs(100).batchSize(256).seed(42)
 *         .listener(Progress.toConsole(System.err)).checkpoints(Path.of("run"), Every.epochs(1)).build()
 *         .fit(method, images);
 * }</pre>
 *
 * Training runs on the caller's thread, whose ND4J random generator is reseeded before every step. A method object
 * serves one run only: its networks are trained in place.
 */
public final class Trainer {

    private final TrainerConfig config;

    Trainer(TrainerConfig config) {
        this.config = config;
    }

    /** Returns a builder, which has defaults for everything but the optimiser. */
    public static TrainerBuilder builder() {
        return new TrainerBuilder();
    }

    /** The settings. */
    public TrainerConfig config() {
        return config;
    }

    /**
     * Estimates what a run would take: steps, time, memory and disk. Makes its first steps, for about ten seconds, and
     * then puts method and networks back as they were. Nothing is written, no listener is called.
     *
     * <pre>{@code
     * System.out.println(trainer.plan(method, images));
     * }</pre>
     *
     * @throws IllegalArgumentException if data, settings and method do not fit together
     */
    public <T> RunPlan plan(SslMethod<T> method, Dataset<T> data) {
        return new TrialRun<>(config, method, data).plan();
    }

    /**
     * Starts a run.
     *
     * @param method the method; its networks are trained in place
     * @param data the training set
     * @throws IllegalArgumentException if data, settings and method do not fit together, or if the run seems to need
     *     more memory than there is ({@link TrainerBuilder#ignoreMemory}); checked before the first step
     * @throws IllegalStateException if the checkpoint directory already holds a run
     * @throws FolderLockedException if another process or thread is writing a run into the checkpoint directory
     * @throws DivergenceException if the loss or a gradient is not finite
     * @throws java.io.UncheckedIOException if a checkpoint cannot be written
     */
    public <T> TrainingResult fit(SslMethod<T> method, Dataset<T> data) {
        return locked(() -> {
            config.checkpoints().ifPresent(plan -> Preflight.checkNoRunIn(new CheckpointDirectory(plan.directory())));
            return new TrainingRun<>(config, method, data).run(Optional.empty());
        });
    }

    /**
     * Resumes the run in the checkpoint directory from its newest undamaged checkpoint. The result is bit for bit that
     * of an uninterrupted run. A completed run returns at once.
     *
     * @param method a new object, built like the one that the run was started with
     * @param data the data set that the run was started with
     * @throws IllegalStateException if there is no checkpoint
     * @throws FolderLockedException if another process or thread is writing that run
     * @throws CheckpointFormatException if the checkpoint is damaged, or of another method, architecture or settings
     */
    public <T> TrainingResult resume(SslMethod<T> method, Dataset<T> data) {
        Path directory = checkpointDirectory();
        return locked(() -> {
            Checkpoint checkpoint = Checkpoint.latest(directory)
                    .orElseThrow(() -> new IllegalStateException("to resume, " + directory
                            + " must hold a checkpoint, it holds none; begin a run with fit(method, dataset)"));
            return new TrainingRun<>(config, method, data).run(Optional.of(checkpoint));
        });
    }

    /**
     * {@link #resume Resumes} the run in the checkpoint directory, or {@link #fit starts} one if the directory holds no
     * checkpoint. A program that calls this may be stopped and started again.
     *
     * @throws IllegalStateException if no checkpoints were asked for
     */
    public <T> TrainingResult fitOrResume(SslMethod<T> method, Dataset<T> data) {
        boolean begun = !new CheckpointDirectory(checkpointDirectory()).list().isEmpty();
        return begun ? resume(method, data) : fit(method, data);
    }

    /** Resumes from one checkpoint, in any directory; see {@link #resume}. */
    public <T> TrainingResult resumeFrom(Path checkpoint, SslMethod<T> method, Dataset<T> data) {
        return locked(() -> new TrainingRun<>(config, method, data).run(Optional.of(Checkpoint.read(checkpoint))));
    }

    /** Runs while no other run writes into the checkpoint directory. */
    private TrainingResult locked(Supplier<TrainingResult> run) {
        if (config.checkpoints().isEmpty()) {
            return run.get();
        }
        try (FolderLock lock = FolderLock.acquire(config.checkpoints().get().directory())) {
            return run.get();
        }
    }

    private Path checkpointDirectory() {
        return config.checkpoints()
                .map(CheckpointPlan::directory)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "to resume, a trainer must know where the checkpoints are,"
                                        + " none was set; add .checkpoints(directory, every) or use resumeFrom(path, method, dataset)"));
    }
}

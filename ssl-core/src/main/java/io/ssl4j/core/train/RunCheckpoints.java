package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.CheckpointDirectory;
import io.ssl4j.core.checkpoint.CheckpointFailure;
import io.ssl4j.core.checkpoint.CheckpointPlan;
import io.ssl4j.core.checkpoint.RunPosition;
import io.ssl4j.core.train.event.CheckpointWritten;
import io.ssl4j.core.train.event.RunWarnings;
import io.ssl4j.core.train.event.TrainingListener;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a run's checkpoints when they are due. */
final class RunCheckpoints {

    private final Optional<CheckpointPlan> plan;
    private final ResumeSettings settings;
    private final RunData<?> data;
    private final TrainingListener listeners;
    private final RunWarnings warnings;
    private Optional<Path> last = Optional.empty();
    private double lastSeconds;

    /** @param from the checkpoint that the run resumes from */
    RunCheckpoints(
            Optional<CheckpointPlan> plan,
            ResumeSettings settings,
            RunData<?> data,
            TrainingListener listeners,
            RunWarnings warnings,
            Optional<Checkpoint> from) {
        this.plan = plan;
        this.settings = settings;
        this.data = data;
        this.listeners = listeners;
        this.warnings = warnings;
        if (plan.isPresent() && from.isPresent()) {
            Path own = directory(plan.get()).path(from.get().step());
            last = from.map(Checkpoint::path).filter(own::equals);
            lastSeconds = from.get().position().seconds();
        }
    }

    /** Returns the newest checkpoint of the run in its directory. */
    Optional<Path> last() {
        return last;
    }

    /**
     * Writes a checkpoint after a step if one is due.
     *
     * @throws UncheckedIOException if it cannot be written and the plan says to stop in that case
     */
    void writeIfDue(RunPosition position, LiveState state) {
        if (plan.isPresent() && plan.get().every().isDue(position, position.seconds() - lastSeconds)) {
            write(position, state, plan.get().onFailure() == CheckpointFailure.GO_ON);
        }
    }

    /**
     * Writes a checkpoint at the end of the run, unless it has been written already.
     *
     * @param complete whether the run has a result besides the checkpoint
     * @throws UncheckedIOException if it cannot be written and either the plan says to stop in that case or the run is
     *     not complete
     */
    void writeAtEnd(RunPosition position, LiveState state, boolean complete) {
        if (plan.isPresent() && !last.equals(Optional.of(directory(plan.get()).path(position.step())))) {
            write(position, state, complete && plan.get().onFailure() == CheckpointFailure.GO_ON);
        }
    }

    private void write(RunPosition position, LiveState state, boolean goOn) {
        // A failed attempt restarts the minutes too, so that not every step retries on a full disk.
        lastSeconds = position.seconds();
        Path path;
        try {
            path = directory(plan.get())
                    .write(
                            position.step(),
                            plan.get().keep(),
                            stream -> RunSnapshot.write(stream, settings, data, position, state));
        } catch (UncheckedIOException e) {
            if (!goOn) {
                throw e;
            }
            warnings.add("the run goes on without a checkpoint after step " + position.step() + ": " + e.getMessage());
            return;
        }
        last = Optional.of(path);
        listeners.onCheckpoint(new CheckpointWritten(path, position.step()));
    }

    private static CheckpointDirectory directory(CheckpointPlan plan) {
        return new CheckpointDirectory(plan.directory());
    }
}

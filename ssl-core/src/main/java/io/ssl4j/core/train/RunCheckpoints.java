package io.ssl4j.core.train;

import java.nio.file.Path;
import java.util.Optional;

/** Writes a run's checkpoints when they are due. */
final class RunCheckpoints {

    private final Optional<CheckpointPlan> plan;
    private final RunSettings settings;
    private final TrainingListener listeners;
    private Optional<Path> last = Optional.empty();
    private double lastSeconds;

    /** @param from the checkpoint that the run resumes from */
    RunCheckpoints(
            Optional<CheckpointPlan> plan,
            RunSettings settings,
            TrainingListener listeners,
            Optional<Checkpoint> from) {
        this.plan = plan;
        this.settings = settings;
        this.listeners = listeners;
        if (plan.isPresent() && from.isPresent()) {
            Path own = directory(plan.get()).path(from.get().step());
            last = from.map(Checkpoint::path).filter(own::equals);
            lastSeconds = from.get().position().seconds();
        }
    }

    /** The newest checkpoint of the run in its directory. */
    Optional<Path> last() {
        return last;
    }

    /** Writes one after a step, if it is time. */
    void writeIfDue(RunPosition position, LiveState state) {
        if (plan.isPresent() && plan.get().every().isDue(position, position.seconds() - lastSeconds)) {
            write(position, state);
        }
    }

    /** Writes one where the run ends, unless it was written already. */
    void writeAtEnd(RunPosition position, LiveState state) {
        if (plan.isPresent() && !last.equals(Optional.of(directory(plan.get()).path(position.step())))) {
            write(position, state);
        }
    }

    private void write(RunPosition position, LiveState state) {
        Path path = directory(plan.get())
                .write(
                        position.step(),
                        plan.get().keep(),
                        stream -> RunSnapshot.write(stream, settings, position, state));
        last = Optional.of(path);
        lastSeconds = position.seconds();
        listeners.onCheckpoint(new CheckpointInfo(path, position.step()));
    }

    private static CheckpointDirectory directory(CheckpointPlan plan) {
        return new CheckpointDirectory(plan.directory());
    }
}

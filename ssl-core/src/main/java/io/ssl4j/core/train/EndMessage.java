package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.RunPosition;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.train.event.StopReason;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Writes the final message of a run: how it ended and how to resume it. */
final class EndMessage {

    private EndMessage() {}

    static String of(StopReason reason, RunPosition position, RunInfo info, Optional<Path> checkpoint) {
        if (reason == StopReason.COMPLETED) {
            return String.format(
                    Locale.ROOT,
                    "done: %d epochs, %d steps in %s",
                    info.epochs(),
                    position.step(),
                    ElapsedTime.text(position.seconds()));
        }
        if (reason == StopReason.FINISHED_EARLY) {
            return String.format(
                    Locale.ROOT,
                    "finished early: the method ended the run after %d of %d epochs, %d steps in %s",
                    position.epoch(),
                    info.epochs(),
                    position.step(),
                    ElapsedTime.text(position.seconds()));
        }
        String why = reason == StopReason.TIME_LIMIT ? "its time is over" : "it was asked to";
        String where = String.format(
                Locale.ROOT,
                "stopped because %s, after step %d of %d (%d of %d epochs done); ",
                why,
                position.step(),
                info.length().totalSteps(),
                position.epoch(),
                info.epochs());
        return where
                + checkpoint
                        .map(path -> "checkpoint " + path + " holds the run: resume it with the same settings")
                        .orElse("without checkpoints it cannot be resumed");
    }
}

package io.ssl4j.cli.option;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The time that a command may train for. */
public final class TimeLimit {

    @Option(
            names = "--max-time",
            paramLabel = "MINUTES",
            description = "Write a checkpoint and stop after this time. Default: no limit.")
    private Double minutes;

    /** @throws IllegalArgumentException if the time cannot be */
    public void check() {
        if (minutes != null && !(minutes > 0 && minutes < 1e6)) {
            throw new IllegalArgumentException("--max-time must be above 0, got " + minutes);
        }
    }

    /** The time; empty for no limit. */
    public Optional<Duration> duration() {
        return Optional.ofNullable(minutes).map(value -> Duration.ofNanos((long) (value * 60e9)));
    }
}

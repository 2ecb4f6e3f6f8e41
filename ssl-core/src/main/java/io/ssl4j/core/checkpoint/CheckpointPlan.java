package io.ssl4j.core.checkpoint;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where and when a run writes checkpoints. One is also written when it ends or stops, whatever the interval.
 *
 * @param directory made if it is not there
 * @param every how often
 * @param keep how many of the newest stay, at least 1
 * @param onFailure what the run does when one cannot be written
 */
public record CheckpointPlan(Path directory, Every every, int keep, CheckpointFailure onFailure) {

    /** The newest, and the one before it should the newest be damaged. */
    public static final int DEFAULT_KEEP = 2;

    public CheckpointPlan {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(every, "every");
        Objects.requireNonNull(onFailure, "onFailure");
        if (keep < 1) {
            throw new IllegalArgumentException("at least 1 checkpoint must be kept, got " + keep);
        }
    }
}

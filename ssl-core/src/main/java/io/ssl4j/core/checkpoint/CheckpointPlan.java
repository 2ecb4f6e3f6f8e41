package io.ssl4j.core.checkpoint;

import java.nio.file.Path;
import java.util.Objects;

/**
 * When and to which directory a run writes checkpoints. One is also written when the run ends or stops, whatever the
 * interval.
 *
 * @param directory created if it does not exist
 * @param every how often
 * @param keep the number of newest checkpoints that are kept, at least 1
 * @param onFailure the reaction to a checkpoint that cannot be written
 */
public record CheckpointPlan(Path directory, Every every, int keep, CheckpointFailure onFailure) {

    /** The newest, and the previous one in case the newest is damaged. */
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

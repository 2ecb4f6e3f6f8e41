package io.ssl4j.core.train;

import java.nio.file.Path;

/**
 * A checkpoint that was written.
 *
 * @param path where
 * @param step updates made
 */
public record CheckpointWritten(Path path, long step) {}

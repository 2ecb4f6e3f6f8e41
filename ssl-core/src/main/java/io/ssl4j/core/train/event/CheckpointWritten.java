package io.ssl4j.core.train.event;

import java.nio.file.Path;

/**
 * A checkpoint that was written.
 *
 * @param path the file
 * @param step updates made so far
 */
public record CheckpointWritten(Path path, long step) {}

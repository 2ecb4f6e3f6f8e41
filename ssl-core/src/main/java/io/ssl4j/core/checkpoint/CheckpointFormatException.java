package io.ssl4j.core.checkpoint;

import java.nio.file.Path;

/**
 * Thrown if a checkpoint is damaged, of another format version, or from another run than the one that should resume.
 */
public class CheckpointFormatException extends RuntimeException {

    private final transient Path path;

    /**
     * @param path the checkpoint
     * @param problem what is required and what was found
     * @param remedy what to do
     */
    public CheckpointFormatException(Path path, String problem, String remedy) {
        this(path, problem, remedy, null);
    }

    /** As {@link #CheckpointFormatException(Path, String, String)}, with the exception that caused it. */
    public CheckpointFormatException(Path path, String problem, String remedy, Throwable cause) {
        super("checkpoint " + path + ": " + problem + "; " + remedy, cause);
        this.path = path;
    }

    /** The checkpoint. */
    public Path path() {
        return path;
    }
}

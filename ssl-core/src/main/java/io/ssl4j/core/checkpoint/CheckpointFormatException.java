package io.ssl4j.core.checkpoint;

import java.nio.file.Path;

/** A checkpoint is damaged, of another format version, or of another run than the one that it should continue. */
public class CheckpointFormatException extends RuntimeException {

    private final transient Path path;

    /**
     * @param path the checkpoint
     * @param problem what must hold and what came
     * @param remedy what to do
     */
    public CheckpointFormatException(Path path, String problem, String remedy) {
        this(path, problem, remedy, null);
    }

    /** The same with the exception that led here. */
    public CheckpointFormatException(Path path, String problem, String remedy, Throwable cause) {
        super("checkpoint " + path + ": " + problem + "; " + remedy, cause);
        this.path = path;
    }

    /** The checkpoint. */
    public Path path() {
        return path;
    }
}

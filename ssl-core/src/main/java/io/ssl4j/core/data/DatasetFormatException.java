package io.ssl4j.core.data;

import java.nio.file.Path;

/** Thrown if a data file is damaged, truncated, or not in the format that its reader expects. */
public class DatasetFormatException extends RuntimeException {

    private final transient Path path;
    private final long offset;

    /**
     * @param path the file
     * @param offset the byte offset (in the uncompressed content) where reading failed, or -1 if there is none
     * @param problem what is required and what was found
     */
    public DatasetFormatException(Path path, long offset, String problem) {
        this(path, offset, problem, null);
    }

    /** As {@link #DatasetFormatException(Path, long, String)}, with the exception that the damage caused. */
    public DatasetFormatException(Path path, long offset, String problem, Throwable cause) {
        super(path + (offset < 0 ? "" : " at byte " + offset) + ": " + problem, cause);
        this.path = path;
        this.offset = offset;
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The byte offset where reading failed, or -1. */
    public long offset() {
        return offset;
    }
}

package io.ssl4j.core.data;

import java.nio.file.Path;

/** Thrown if a data file or its content is damaged, truncated, or not in the format that its reader expects. */
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
        this(path, path.toString(), offset, problem, cause);
    }

    /**
     * For content that is in no file.
     *
     * @param name what the caller named the content
     */
    public DatasetFormatException(String name, long offset, String problem, Throwable cause) {
        this(null, name, offset, problem, cause);
    }

    private DatasetFormatException(Path path, String name, long offset, String problem, Throwable cause) {
        super(name + (offset < 0 ? "" : " at byte " + offset) + ": " + problem, cause);
        this.path = path;
        this.offset = offset;
    }

    /** The file; null if the content was in no file. */
    public Path path() {
        return path;
    }

    /** The byte offset where reading failed, or -1. */
    public long offset() {
        return offset;
    }
}

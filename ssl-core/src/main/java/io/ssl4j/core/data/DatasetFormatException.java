package io.ssl4j.core.data;

import java.nio.file.Path;

/** A data file is damaged, cut short, or not of the format that its reader expects. */
public class DatasetFormatException extends RuntimeException {

    private final transient Path path;
    private final long offset;

    /**
     * @param path the file
     * @param offset the byte offset (in the uncompressed content) where reading failed, or -1 where there is none
     * @param problem what must hold and what came
     */
    public DatasetFormatException(Path path, long offset, String problem) {
        this(path, offset, problem, null);
    }

    /** The same with the exception that the damage led to. */
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

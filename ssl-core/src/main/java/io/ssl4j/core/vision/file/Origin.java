package io.ssl4j.core.vision.file;

import io.ssl4j.core.data.DatasetFormatException;
import java.nio.file.Path;

/**
 * Where the content of a picture comes from, for messages.
 *
 * @param name what messages call it: the path of a file, or the name that the caller gave to bytes
 * @param file the file; null for bytes
 */
record Origin(String name, Path file) {

    static Origin of(Path file) {
        return new Origin(file.toString(), file);
    }

    static Origin of(String name) {
        return new Origin(name, null);
    }

    DatasetFormatException damaged(long offset, String problem) {
        return damaged(offset, problem, null);
    }

    /** @param offset the byte where reading failed, or -1 */
    DatasetFormatException damaged(long offset, String problem, Throwable cause) {
        return file == null
                ? new DatasetFormatException(name, offset, problem, cause)
                : new DatasetFormatException(file, offset, problem, cause);
    }
}

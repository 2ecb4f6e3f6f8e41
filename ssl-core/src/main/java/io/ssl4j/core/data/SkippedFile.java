package io.ssl4j.core.data;

import java.nio.file.Path;

/**
 * A file that was left out of a data set because it cannot be read.
 *
 * @param path the file
 * @param reason why it cannot be read
 */
public record SkippedFile(Path path, String reason) {

    @Override
    public String toString() {
        return path + ": " + reason;
    }
}

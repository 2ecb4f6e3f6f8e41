package io.ssl4j.core.vision.dataset;

import java.nio.file.Path;

/**
 * A file that was left out of a data set because it cannot be read as an image.
 *
 * @param path the file
 * @param reason why it cannot be read
 */
public record SkippedImage(Path path, String reason) {

    @Override
    public String toString() {
        return path + ": " + reason;
    }
}

package io.ssl4j.core.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The content of a complete, undamaged container.
 *
 * @param path the file that it was read from
 * @param texts by name
 * @param arrays by name
 */
public record CheckpointFile(Path path, Map<String, String> texts, Map<String, INDArray> arrays) {

    /** Returns a text that every checkpoint of this version has. */
    public String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new CheckpointFormatException(
                    path,
                    "it must hold '" + name + "', and does not",
                    "it was not written by a trainer of this version; use another checkpoint");
        }
        return text;
    }
}

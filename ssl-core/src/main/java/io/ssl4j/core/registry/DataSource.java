package io.ssl4j.core.registry;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import java.util.List;
import java.util.Optional;

/**
 * The data at a path.
 *
 * @param format the recognised format, for people: "IDX", "folder"
 * @param train the samples, or those of the training part; a {@link LabeledDataset} if there are labels
 * @param test the test part, if the data has one
 * @param leftOut what was left out and why, one line each
 * @param <T> the sample type
 */
public record DataSource<T>(String format, Dataset<T> train, Optional<Dataset<T>> test, List<String> leftOut) {

    public DataSource {
        leftOut = List.copyOf(leftOut);
    }
}

package io.ssl4j.core.registry;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data at a path.
 *
 * @param format the recognised format, for people: "IDX", "folder"
 * @param train the samples, or those of the training part; a {@link LabeledDataset} if there are labels
 * @param test the test part, if the data has one
 * @param notes what a person should know about the data, such as what was left out
 * @param <T> the sample type
 */
public record DataSource<T>(String format, Dataset<T> train, Optional<Dataset<T>> test, List<DataNote> notes) {

    /** Data whose notes are those of its parts. */
    public static <T> DataSource<T> of(String format, Dataset<T> train, Optional<Dataset<T>> test) {
        List<DataNote> notes = Stream.concat(Stream.of(train), test.stream())
                .flatMap(part -> part.notes().stream())
                .distinct()
                .toList();
        return new DataSource<>(format, train, test, notes);
    }

    public DataSource {
        notes = List.copyOf(notes);
    }
}

package io.ssl4j.core.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Some samples of a data set, in any order. */
public record SelectedDataset<T>(Dataset<T> source, int[] indices) implements Dataset<T> {

    /** Returns a copy of the indices, each checked to be within the data set. */
    public static int[] checked(int[] indices, int size) {
        for (int index : indices) {
            Objects.checkIndex(index, size);
        }
        return indices.clone();
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public long bytesInMemory() {
        return source.bytesInMemory();
    }

    @Override
    public T get(int index) {
        return source.get(indices[index]);
    }

    @Override
    public Optional<StoredContent> content() {
        return source.content().map(content -> content.select(indices));
    }

    @Override
    public List<DataNote> notes() {
        return source.notes();
    }

    @Override
    public String name(int index) {
        return source.name(indices[index]);
    }
}

package io.ssl4j.core.data;

import java.util.List;
import java.util.Optional;

/** A data set that hides its labels, if it has any. */
record UnlabeledDataset<T>(Dataset<T> source) implements Dataset<T> {

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public long bytesInMemory() {
        return source.bytesInMemory();
    }

    @Override
    public T get(int index) {
        return source.get(index);
    }

    @Override
    public Optional<StoredContent> content() {
        return source.content();
    }

    @Override
    public List<DataNote> notes() {
        return source.notes();
    }

    @Override
    public String name(int index) {
        return source.name(index);
    }
}

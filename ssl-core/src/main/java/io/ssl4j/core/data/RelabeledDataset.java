package io.ssl4j.core.data;

import java.util.List;
import java.util.Optional;

/** The samples of a data set with labels given from outside. */
record RelabeledDataset<T>(Dataset<T> source, int[] labels, List<String> classNames) implements LabeledDataset<T> {

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

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }
}

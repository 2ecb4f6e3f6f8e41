package io.ssl4j.core.data;

import java.util.List;
import java.util.Optional;

/** Some samples of a labelled data set, in any order. */
public record SelectedLabeledDataset<T>(LabeledDataset<T> source, int[] indices) implements LabeledDataset<T> {

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

    @Override
    public int label(int index) {
        return source.label(indices[index]);
    }

    @Override
    public List<String> classNames() {
        return source.classNames();
    }
}

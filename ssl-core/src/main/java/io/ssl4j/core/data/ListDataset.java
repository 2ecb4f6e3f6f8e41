package io.ssl4j.core.data;

import java.util.List;

/** Samples in memory. */
public record ListDataset<T>(List<T> samples) implements Dataset<T> {

    public ListDataset {
        samples = List.copyOf(samples);
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public T get(int index) {
        return samples.get(index);
    }
}

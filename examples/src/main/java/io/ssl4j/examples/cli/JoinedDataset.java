package io.ssl4j.examples.cli;

import io.ssl4j.core.data.Dataset;
import java.util.List;

/** The samples of several data sets, one after the other. */
record JoinedDataset<T>(List<? extends Dataset<T>> parts) implements Dataset<T> {

    @Override
    public int size() {
        return parts.stream().mapToInt(Dataset::size).sum();
    }

    @Override
    public T get(int index) {
        int from = 0;
        for (Dataset<T> part : parts) {
            if (index < from + part.size()) {
                return part.get(index - from);
            }
            from += part.size();
        }
        throw new IndexOutOfBoundsException("an index must be below " + from + ", got " + index);
    }
}

package io.ssl4j.core.data;

import java.util.List;
import java.util.Optional;

/**
 * A finite, random-access collection of samples. Implementations are safe for reading from several threads at once: the
 * loader threads of a training run call {@link #get} concurrently.
 *
 * @param <T> the sample type: {@code Image}, {@code Series}, or your own
 */
public interface Dataset<T> {

    /** A data set of samples in memory, in their order. The list is copied. */
    static <T> Dataset<T> of(List<T> samples) {
        return new ListDataset<>(samples);
    }

    /** The number of samples. */
    int size();

    /**
     * Returns the sample at an index. Equal indices give equal samples.
     *
     * @throws IndexOutOfBoundsException if the index is not in {@code [0, size())}
     * @throws DatasetFormatException if the sample is in a file and the file is damaged
     */
    T get(int index);

    /** Returns the name of a sample for people: its path relative to the data set if it has one, else its index. */
    default String name(int index) {
        return Integer.toString(index);
    }

    /**
     * The bytes of Java's heap that the samples hold, of a part those of the whole; 0, the default, if samples are read
     * when they are asked for or if it is not known. For estimates of memory.
     */
    default long bytesInMemory() {
        return 0;
    }

    /**
     * What a person should know about the data set and no sample shows: files that were left out, further pages that
     * are not read. A part of a data set has the notes of the whole. Empty by default.
     */
    default List<DataNote> notes() {
        return List.of();
    }

    /**
     * The stored content of the samples, for finding samples that are the same; empty if it is not known without making
     * every sample. Empty by default.
     */
    default Optional<StoredContent> content() {
        return Optional.empty();
    }

    /**
     * Returns the samples at some indices, in that order. Nothing is copied.
     *
     * @throws IndexOutOfBoundsException if an index is not in {@code [0, size())}
     */
    default Dataset<T> select(int... indices) {
        return new SelectedDataset<>(this, SelectedDataset.checked(indices, size()));
    }

    /**
     * Returns a random part, shuffled. Equal seeds give equal parts. If samples have labels, the part is stratified.
     *
     * @param size samples in the part, 1 to {@code size()}
     * @param seed determines the choice
     */
    default Dataset<T> subset(int size, long seed) {
        return select(Stratification.subset(new int[size()], size, seed));
    }
}

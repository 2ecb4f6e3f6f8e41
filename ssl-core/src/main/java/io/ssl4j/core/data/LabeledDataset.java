package io.ssl4j.core.data;

import java.util.List;

/**
 * A data set whose samples each belong to one class. Labels are for evaluation; a training run reads them only for a method
 * that says so ({@code SslMethod.usesLabels}).
 */
public interface LabeledDataset<T> extends Dataset<T> {

    /** The class of a sample, in {@code [0, classNames().size())}. */
    int label(int index);

    /** The class names, by label. */
    List<String> classNames();

    /** All labels in index order, as a new array. */
    default int[] labels() {
        int[] labels = new int[size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(i);
        }
        return labels;
    }

    @Override
    default LabeledDataset<T> select(int... indices) {
        return new SelectedLabeledDataset<>(this, SelectedDataset.checked(indices, size()));
    }

    /**
     * A random part, shuffled and stratified: every class's share is that of the whole, to within one sample, and rare
     * classes are kept first. Equal seeds give equal parts.
     *
     * @param size samples in the part, 1 to {@code size()}
     * @param seed what the choice depends on
     */
    @Override
    default LabeledDataset<T> subset(int size, long seed) {
        return select(Stratification.subset(labels(), size, seed));
    }

    /**
     * Disjoint random parts, each shuffled and stratified: every class's share of a part is that of the whole, to within
     * one sample. {@code split(42, 0.9, 0.1)} gives a training and a validation part. Equal seeds give equal parts.
     *
     * @param seed what the choice depends on
     * @param fractions of the whole for each part, above 0, together at most 1; with less than 1 some samples are in none
     * @return one part for each fraction
     * @throws IllegalArgumentException if a fraction is not above 0, their sum is above 1, or a part would be empty
     */
    default List<? extends LabeledDataset<T>> split(long seed, double... fractions) {
        return splitSizes(seed, Stratification.sizes(size(), fractions));
    }

    /**
     * As {@link #split}, with the number of samples of each part.
     *
     * @param seed what the choice depends on
     * @param sizes samples of each part, at least 1, together at most {@code size()}
     */
    default List<? extends LabeledDataset<T>> splitSizes(long seed, int... sizes) {
        return Stratification.split(labels(), sizes, seed).stream()
                .map(this::select)
                .toList();
    }

    /** The samples without their labels, for code that must not see them. */
    default Dataset<T> unlabeled() {
        return new UnlabeledDataset<>(this);
    }

    /**
     * The same samples with the labels dealt anew at random: every class keeps its size. What ignores labels gives the
     * same result on both; what learns from them has nothing to learn here.
     */
    default LabeledDataset<T> withPermutedLabels(long seed) {
        return new RelabeledDataset<>(this, Stratification.permuted(labels(), seed), classNames());
    }
}

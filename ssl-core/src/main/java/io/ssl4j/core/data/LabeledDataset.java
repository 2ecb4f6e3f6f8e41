package io.ssl4j.core.data;

import java.util.List;

/**
 * A data set in which each sample belongs to one class. Labels are for evaluation; a training run reads them only for a
 * method that declares it ({@code SslMethod.usesLabels}).
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
     * Returns a random part, shuffled and stratified: every class keeps its share of the whole, to within one sample,
     * and rare classes are kept first. Equal seeds give equal parts.
     *
     * @param size samples in the part, 1 to {@code size()}
     * @param seed determines the choice
     */
    @Override
    default LabeledDataset<T> subset(int size, long seed) {
        return select(Stratification.subset(labels(), size, seed));
    }

    /**
     * Returns a random part with the same number of samples of each class, shuffled; a smaller class is taken whole.
     * Equal seeds give equal parts.
     *
     * @param samples of each class, at least 1
     * @param seed determines the choice
     */
    default LabeledDataset<T> subsetPerClass(int samples, long seed) {
        return select(Stratification.perClass(labels(), samples, seed));
    }

    /**
     * Returns disjoint random parts, each shuffled and stratified: in every part each class keeps its share of the
     * whole, to within one sample. {@code split(42, 0.9, 0.1)} gives a training and a validation part. Equal seeds give
     * equal parts.
     *
     * @param seed determines the choice
     * @param fractions each part's fraction of the whole, above 0, together at most 1; if they sum to less than 1, some
     *     samples are in no part
     * @return one part for each fraction
     * @throws IllegalArgumentException if a fraction is not above 0, their sum is above 1, or a part would be empty
     */
    default List<? extends LabeledDataset<T>> split(long seed, double... fractions) {
        return splitSizes(seed, Stratification.sizes(size(), fractions));
    }

    /**
     * As {@link #split}, given the number of samples of each part.
     *
     * @param seed determines the choice
     * @param sizes samples of each part, at least 1, together at most {@code size()}
     */
    default List<? extends LabeledDataset<T>> splitSizes(long seed, int... sizes) {
        return Stratification.split(labels(), sizes, seed).stream()
                .map(this::select)
                .toList();
    }

    /**
     * As {@link #split}, for data that changes: the part of a sample depends only on the seed and its {@link #name}, so
     * that no sample changes its part when others come or go. In exchange the parts have their fractions, of the whole
     * and of each class, only on average; but no part lacks a class that has a sample to spare. Samples without names
     * of their own are called by their index: what is appended disturbs nothing, what is inserted moves those after it.
     *
     * @param seed determines the choice
     * @param fractions each part's fraction of the whole, above 0, together at most 1
     * @return one part for each fraction
     * @throws IllegalArgumentException if a fraction is not above 0, their sum is above 1, or a part would be empty
     */
    default List<? extends LabeledDataset<T>> splitByName(long seed, double... fractions) {
        return NameSplit.of(this, labels(), seed, fractions).stream()
                .map(this::select)
                .toList();
    }

    /** Returns the samples without their labels, for code that must not see them. */
    default Dataset<T> unlabeled() {
        return new UnlabeledDataset<>(this);
    }

    /**
     * Returns the same samples with their labels randomly permuted; every class keeps its size. Anything that ignores
     * labels gives the same result on both data sets; anything that learns from labels has nothing to learn here.
     */
    default LabeledDataset<T> withPermutedLabels(long seed) {
        return new RelabeledDataset<>(this, Stratification.permuted(labels(), seed), classNames());
    }
}

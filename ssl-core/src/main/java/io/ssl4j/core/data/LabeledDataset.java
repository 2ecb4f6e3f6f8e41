package io.ssl4j.core.data;

import java.util.List;

/** A data set whose samples each belong to one class. Labels are for evaluation; pretraining never reads them. */
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
}

package io.ssl4j.contrastive.supcon;

import java.util.stream.IntStream;

/** The labels of a training set, once the run has provided them. */
final class TrainingLabels {

    private int[] labels;

    void set(int[] ofAllSamples) {
        labels = ofAllSamples.clone();
    }

    boolean isSet() {
        return labels != null;
    }

    /** The number of distinct labels. */
    int classes() {
        return (int) IntStream.of(labels).distinct().count();
    }

    /**
     * Returns the labels of a batch.
     *
     * @param indices the indices of its samples in the data set
     * @throws IllegalStateException if there are none
     */
    int[] of(int[] indices) {
        if (labels == null) {
            throw new IllegalStateException("a step of 'supcon' needs the labels of the training set, got none so far;"
                    + " call prepare with a RunInfo that has labels first, as the trainer does");
        }
        return IntStream.of(indices).map(index -> labels[index]).toArray();
    }
}

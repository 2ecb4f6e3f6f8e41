package io.ssl4j.contrastive.supcon;

import java.util.stream.IntStream;

/** The labels of a training set, once the run has given them. */
final class TrainingLabels {

    private int[] labels;

    void set(int[] ofAllSamples) {
        labels = ofAllSamples.clone();
    }

    boolean isSet() {
        return labels != null;
    }

    /** How many different ones there are. */
    int classes() {
        return (int) IntStream.of(labels).distinct().count();
    }

    /**
     * The labels of a batch.
     *
     * @param indices of its samples in the data set
     * @throws IllegalStateException if none were given
     */
    int[] of(int[] indices) {
        if (labels == null) {
            throw new IllegalStateException("a step of 'supcon' needs the labels of the training set, got none so far;"
                    + " call prepare with a RunInfo that has labels first, as the trainer does");
        }
        return IntStream.of(indices).map(index -> labels[index]).toArray();
    }
}

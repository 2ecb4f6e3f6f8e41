package io.ssl4j.eval.finetune;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;

/**
 * Samples with what a head is to learn about them.
 *
 * @param samples the samples
 * @param targets one row for each sample, in the same order
 * @param <T> the sample type
 */
public record Examples<T>(Dataset<T> samples, Targets targets) {

    public Examples {
        if (samples.size() != targets.size()) {
            throw new IllegalArgumentException("each sample needs a target, got " + samples.size() + " samples and "
                    + targets.size() + " targets");
        }
    }

    /** The samples of a labelled data set with their classes. */
    public static <T> Examples<T> of(LabeledDataset<T> data) {
        return new Examples<>(data.unlabeled(), Targets.classes(data));
    }

    /** The number of samples. */
    public int size() {
        return samples.size();
    }
}

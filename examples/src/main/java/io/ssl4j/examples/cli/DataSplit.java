package io.ssl4j.examples.cli;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.method.SslMethod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of a data set.
 *
 * @param pretrain what is learned from, without labels
 * @param bank the same samples with their labels: neighbours for k-NN, training set of the linear probe
 * @param validation for choices and for watching a run; empty if none are held out for it
 * @param test looked at once, at the end
 * @param <T> the sample type
 */
record DataSplit<T>(
        Dataset<T> pretrain,
        Optional<LabeledDataset<T>> bank,
        Optional<LabeledDataset<T>> validation,
        Optional<LabeledDataset<T>> test) {

    static <T> DataSplit<T> unlabeled(Dataset<T> samples) {
        return new DataSplit<>(samples, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What the trainer is given: samples only, but with their labels where there are some and the method reads them. */
    Dataset<T> trainingSet(SslMethod<T> method) {
        return method.usesLabels() && labeled() ? bank.orElseThrow() : pretrain;
    }

    boolean labeled() {
        return bank.isPresent();
    }

    /** What is measured and not learned from. */
    Optional<Dataset<T>> heldOut() {
        List<LabeledDataset<T>> parts =
                Stream.of(validation, test).flatMap(Optional::stream).toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(new JoinedDataset<>(parts));
    }
}

package io.ssl4j.cli.option;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.registry.DataSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How samples are split into training, validation and test parts. */
public final class SplitOptions {

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Use at most N of the training samples, chosen at random; with labels, the same share"
                    + " of each class. Default: all.")
    int limit;

    @Option(
            names = "--test-share",
            paramLabel = "SHARE",
            description = "Share of the labelled samples that is held out for the final test, if the data has no"
                    + " test part of its own. Default: ${DEFAULT-VALUE}.")
    double testShare = 0.2;

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            description = "Share of the labelled training samples that is held out for k-NN accuracy during the"
                    + " run; 0 for none. Default: ${DEFAULT-VALUE}.")
    double validationShare = 0.1;

    @Option(
            names = "--split-seed",
            paramLabel = "SEED",
            description = "Seed for the split into parts. It is separate from --seed, so that runs with different"
                    + " seeds share their test samples. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    /** @throws IllegalArgumentException if an option has a value that cannot be */
    void check() {
        requireShare("--test-share", testShare, "");
        if (validationShare != 0) {
            requireShare("--validation-share", validationShare, ", or 0 for none");
        }
        Usage.requireAtLeast("--limit", 0, limit);
    }

    /**
     * Cuts the samples. Where there are labels, each part has its share of every class; the labels decide which samples are
     * held out of pretraining, and affect it in no other way.
     */
    public <T> DataSplit<T> split(DataSource<T> source) {
        if (!(source.train() instanceof LabeledDataset<T> train)) {
            Dataset<T> samples = source.train();
            return DataSplit.unlabeled(limit > 0 && limit < samples.size() ? samples.subset(limit, seed) : samples);
        }
        Optional<LabeledDataset<T>> test = source.test().flatMap(SplitOptions::labeled);
        if (test.isEmpty()) {
            List<? extends LabeledDataset<T>> parts = train.split(seed, 1 - testShare, testShare);
            train = parts.get(0);
            test = Optional.of(parts.get(1));
        }
        if (limit > 0 && limit < train.size()) {
            train = train.subset(limit, seed);
        }
        if (validationShare == 0) {
            return new DataSplit<>(train.unlabeled(), Optional.of(train), Optional.empty(), test);
        }
        List<? extends LabeledDataset<T>> parts = train.split(seed + 1, 1 - validationShare, validationShare);
        return new DataSplit<>(parts.get(0).unlabeled(), Optional.of(parts.get(0)), Optional.of(parts.get(1)), test);
    }

    private static <T> Optional<LabeledDataset<T>> labeled(Dataset<T> part) {
        return part instanceof LabeledDataset<T> labeled ? Optional.of(labeled) : Optional.empty();
    }

    private static void requireShare(String option, double share, String more) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(option + " must be above 0 and below 1" + more + ", got " + share);
        }
    }
}

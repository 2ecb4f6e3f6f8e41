package io.ssl4j.cli.option;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.registry.DataSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How labelled samples are cut into those to learn from, those to choose by, and those that are looked at once. */
public final class SplitOptions {

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Use at most N of the training samples (shuffled; of every class alike if there are labels)."
                    + " Default: all.")
    int limit;

    @Option(
            names = "--test-share",
            paramLabel = "SHARE",
            description = "Part of the labelled samples kept for the final test where the data has no test part of its"
                    + " own. Default: ${DEFAULT-VALUE}.")
    double testShare = 0.2;

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            description = "Part of the labelled training samples kept for watching k-NN during the run; 0 to learn"
                    + " from all of them and watch none. Default: ${DEFAULT-VALUE}.")
    double validationShare = 0.1;

    @Option(
            names = "--split-seed",
            paramLabel = "SEED",
            description =
                    "Which samples fall into which part; apart from --seed, so that runs share their test samples."
                            + " Default: ${DEFAULT-VALUE}.")
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
     * Cuts the samples. Where there are labels, each part has its share of every class; so the labels have a say in
     * which
     * samples are held out of pretraining, and in nothing else that concerns it.
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

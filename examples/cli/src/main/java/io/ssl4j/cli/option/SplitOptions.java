package io.ssl4j.cli.option;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.data.NameSplit;
import io.ssl4j.core.data.Stratification;
import io.ssl4j.core.registry.DataSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
                    + " test part of its own. A share on average: the name of a sample decides, so that data that"
                    + " grows keeps its test samples. Default: ${DEFAULT-VALUE}.")
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

    /** Cuts the samples: see {@link #plan}. */
    public <T> DataSplit<T> split(DataSource<T> source) {
        return plan(source).of(source);
    }

    /**
     * Decides which samples are in which part. Which are held out follows from their names only, so that data that grew
     * keeps its test and validation samples; each part has its share of every class on average. So the labels have a
     * say in which samples are held out of pretraining only where a small class would be missing, and in nothing else
     * that concerns it.
     */
    public SplitPlan plan(DataSource<?> source) {
        if (!(source.train() instanceof LabeledDataset<?> labeled)) {
            Dataset<?> samples = source.train();
            boolean all = limit == 0 || limit >= samples.size();
            int[] train = all
                    ? IntStream.range(0, samples.size()).toArray()
                    : Stratification.subset(new int[samples.size()], limit, seed);
            return new SplitPlan(SplitPlan.ordered(samples, train), new int[0], new int[0], false);
        }
        int[] labels = labeled.labels();
        int[] train = IntStream.range(0, labels.length).toArray();
        Optional<int[]> own = SplitPlan.labeledTest(source)
                .map(part -> IntStream.range(0, part.size()).toArray());
        int[] test;
        if (own.isPresent()) {
            test = own.get();
        } else {
            List<int[]> parts = NameSplit.of(labeled, labels, seed, 1 - testShare, testShare);
            train = parts.get(0);
            test = SplitPlan.ordered(labeled, parts.get(1));
        }
        if (limit > 0 && limit < train.length) {
            train = chosen(train, Stratification.subset(chosen(labels, train), limit, seed));
        }
        if (validationShare == 0) {
            return new SplitPlan(SplitPlan.ordered(labeled, train), new int[0], test, own.isPresent());
        }
        List<int[]> parts = NameSplit.of(
                labeled.select(train), chosen(labels, train), seed + 1, 1 - validationShare, validationShare);
        return new SplitPlan(
                SplitPlan.ordered(labeled, chosen(train, parts.get(0))),
                SplitPlan.ordered(labeled, chosen(train, parts.get(1))),
                test,
                own.isPresent());
    }

    private static int[] chosen(int[] values, int[] indices) {
        return IntStream.of(indices).map(i -> values[i]).toArray();
    }

    private static void requireShare(String option, double share, String more) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(option + " must be above 0 and below 1" + more + ", got " + share);
        }
    }
}

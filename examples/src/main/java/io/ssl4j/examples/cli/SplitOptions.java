package io.ssl4j.examples.cli;

import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageSource;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How labelled images are cut into those to learn from, those to choose by, and those that are looked at once. */
final class SplitOptions {

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Use at most N of the training images (shuffled; of every class alike if there are labels). Default:"
                            + " all.")
    int limit;

    @Option(
            names = "--test-share",
            paramLabel = "SHARE",
            description = "Part of the labelled images kept for the final test where the data has no test images of its"
                    + " own. Default: ${DEFAULT-VALUE}.")
    double testShare = 0.2;

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            description = "Part of the labelled training images kept for watching k-NN during the run; 0 to learn"
                    + " from all of them and watch none. Default: ${DEFAULT-VALUE}.")
    double validationShare = 0.1;

    @Option(
            names = "--split-seed",
            paramLabel = "SEED",
            description = "Which images fall into which part; apart from --seed, so that runs share their test images."
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
     * Cuts the images. Where there are labels, each part has its share of every class; so the labels have a say in which
     * images are held out of pretraining, and in nothing else that concerns it.
     */
    ImageSplit split(ImageSource source) {
        Optional<LabeledImageDataset> labeled = source.labeledTrain();
        if (labeled.isEmpty()) {
            ImageDataset images = source.train();
            return ImageSplit.unlabeled(limit > 0 && limit < images.size() ? images.subset(limit, seed) : images);
        }
        LabeledImageDataset train = labeled.get();
        Optional<LabeledImageDataset> test = source.labeledTest();
        if (test.isEmpty()) {
            List<LabeledImageDataset> parts = train.split(seed, 1 - testShare, testShare);
            train = parts.get(0);
            test = Optional.of(parts.get(1));
        }
        if (limit > 0 && limit < train.size()) {
            train = train.subset(limit, seed);
        }
        if (validationShare == 0) {
            return new ImageSplit(train.unlabeled(), Optional.of(train), Optional.empty(), test);
        }
        List<LabeledImageDataset> parts = train.split(seed + 1, 1 - validationShare, validationShare);
        return new ImageSplit(parts.get(0).unlabeled(), Optional.of(parts.get(0)), Optional.of(parts.get(1)), test);
    }

    private static void requireShare(String option, double share, String more) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(option + " must be above 0 and below 1" + more + ", got " + share);
        }
    }
}

package io.ssl4j.examples.cli;

import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.eval.knn.KnnConfig;
import io.ssl4j.eval.report.Evaluation;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the labels of a split suffice for: known before a run begins, so that none fails at its end for want of labels.
 *
 * @param evaluation empty if nothing can be measured
 * @param remark what is not as usual, for people
 */
record EvaluationPlan(Optional<Evaluation> evaluation, Optional<String> remark) {

    static EvaluationPlan of(ImageSplit split) {
        if (!split.labeled()) {
            return impossible("there are no labels");
        }
        LabeledImageDataset bank = split.bank().orElseThrow();
        long classes = Arrays.stream(bank.labels()).distinct().count();
        if (classes < 2) {
            return impossible("all labelled images are of one class");
        }
        if (classes == bank.size()) {
            return impossible("no class has two images to learn from");
        }
        requireSameShape(bank, split.test().orElseThrow());
        KnnConfig knn = KnnConfig.defaults();
        if (bank.size() >= knn.k()) {
            return new EvaluationPlan(Optional.of(Evaluation.defaults()), Optional.empty());
        }
        return new EvaluationPlan(
                Optional.of(Evaluation.defaults().withKnn(knn.withK(bank.size()))),
                Optional.of("with " + bank.size() + " labelled images, k-NN has k = " + bank.size() + " and not "
                        + knn.k()));
    }

    private static EvaluationPlan impossible(String reason) {
        return new EvaluationPlan(Optional.empty(), Optional.of(reason + ", so accuracies cannot be measured"));
    }

    private static void requireSameShape(LabeledImageDataset train, LabeledImageDataset test) {
        if (!train.shape().equals(test.shape())) {
            throw new IllegalArgumentException("training and test images must have one shape, got " + train.shape()
                    + " and " + test.shape() + "; bring them to one size with --size, for example --size 64x64");
        }
    }
}

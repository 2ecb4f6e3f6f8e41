package io.ssl4j.cli.run;

import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.ImageChecks;
import io.ssl4j.core.data.LabeledDataset;
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
public record EvaluationPlan(Optional<Evaluation> evaluation, Optional<String> remark) {

    /** @param samples what they are called: "images" */
    public static EvaluationPlan of(DataSplit<?> split, String samples) {
        if (!split.labeled()) {
            return impossible("there are no labels");
        }
        LabeledDataset<?> bank = split.bank().orElseThrow();
        long classes = Arrays.stream(bank.labels()).distinct().count();
        if (classes < 2) {
            return impossible("all labelled " + samples + " are of one class");
        }
        if (classes == bank.size()) {
            return impossible("no class has two " + samples + " to learn from");
        }
        ImageChecks.requireSameShape(bank, split.test().orElseThrow());
        KnnConfig knn = KnnConfig.defaults();
        if (bank.size() >= knn.k()) {
            return new EvaluationPlan(Optional.of(Evaluation.defaults()), Optional.empty());
        }
        return new EvaluationPlan(
                Optional.of(Evaluation.defaults().withKnn(knn.withK(bank.size()))),
                Optional.of("with " + bank.size() + " labelled " + samples + ", k-NN uses k = " + bank.size()
                        + " and not " + knn.k()));
    }

    private static EvaluationPlan impossible(String reason) {
        return new EvaluationPlan(Optional.empty(), Optional.of(reason + ", so accuracy cannot be measured"));
    }
}

package io.ssl4j.eval.report;

import io.ssl4j.eval.features.ClassificationResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The scores of one kind of features on the test set.
 *
 * @param knnAccuracy the accuracy of weighted k-NN, 0..1
 * @param linearAccuracy the accuracy of the linear probe, 0..1
 * @param knn the predictions of k-NN, if they are known
 * @param linear the predictions of the linear probe, if they are known
 */
public record Scores(
        double knnAccuracy,
        double linearAccuracy,
        Optional<ClassificationResult> knn,
        Optional<ClassificationResult> linear) {

    /** Only accuracies. */
    public Scores(double knnAccuracy, double linearAccuracy) {
        this(knnAccuracy, linearAccuracy, Optional.empty(), Optional.empty());
    }

    /** The scores of two classifiers on the same test samples. */
    public static Scores of(ClassificationResult knn, ClassificationResult linear) {
        return new Scores(knn.accuracy(), linear.accuracy(), Optional.of(knn), Optional.of(linear));
    }

    /** The accuracies by name, in order: {@code knnAccuracy, linearAccuracy}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("knnAccuracy", knnAccuracy);
        map.put("linearAccuracy", linearAccuracy);
        return map;
    }

    /** Every figure of both classifiers, in {@code knn} and {@code linear}; empty if only accuracies are known. */
    public Map<String, Object> details() {
        Map<String, Object> map = new LinkedHashMap<>();
        knn.ifPresent(result -> map.put("knn", result.toMap()));
        linear.ifPresent(result -> map.put("linear", result.toMap()));
        return map;
    }
}

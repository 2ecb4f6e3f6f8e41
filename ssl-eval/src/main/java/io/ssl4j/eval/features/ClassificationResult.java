package io.ssl4j.eval.features;

import io.ssl4j.eval.metrics.Bootstrap;
import io.ssl4j.eval.metrics.ConfusionMatrix;
import io.ssl4j.eval.metrics.Interval;
import io.ssl4j.eval.metrics.ProbabilityMetrics;
import io.ssl4j.eval.metrics.RankingMetrics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The predictions of a classifier for a test set, and what they are worth. Accuracy alone hides much: compare it with
 * {@link ConfusionMatrix#majorityShare}, and look at {@link #balancedAccuracy} and at the interval.
 */
public final class ClassificationResult {

    private final int[] predictions;
    private final int[] labels;
    private final int classes;
    private final Optional<ClassScores> scores;
    private final ConfusionMatrix confusion;

    /**
     * A result without scores.
     *
     * @param predictions the predicted class of each sample
     * @param labels the true class of each sample
     * @param classes the number of classes
     */
    public ClassificationResult(int[] predictions, int[] labels, int classes) {
        this(predictions, Optional.empty(), labels, classes);
    }

    /** A result with the scores that the predictions were made from. */
    public ClassificationResult(ClassScores scores, int[] labels, int classes) {
        this(scores.predictions(), Optional.of(scores), labels, classes);
    }

    private ClassificationResult(int[] predictions, Optional<ClassScores> scores, int[] labels, int classes) {
        if (predictions.length == 0 || predictions.length != labels.length) {
            throw new IllegalArgumentException("a result needs one prediction per label and at least one, got "
                    + predictions.length + " predictions and " + labels.length + " labels");
        }
        this.predictions = predictions.clone();
        this.labels = labels.clone();
        this.classes = classes;
        this.scores = scores;
        this.confusion = ConfusionMatrix.of(predictions, labels, classes);
    }

    /** The predicted class of each sample. */
    public int[] predictions() {
        return predictions.clone();
    }

    /** The true class of each sample. */
    public int[] labels() {
        return labels.clone();
    }

    /** The number of classes. */
    public int classes() {
        return classes;
    }

    /** The scores of each sample; empty if only predictions are known. */
    public Optional<ClassScores> scores() {
        return scores;
    }

    /** The fraction of samples that are classified correctly, 0..1. */
    public double accuracy() {
        return confusion.accuracy();
    }

    /** The 95 % interval of the accuracy over test samples. */
    public Interval accuracyInterval() {
        return Bootstrap.accuracy(predictions, labels);
    }

    /** The 95 % interval of this accuracy minus another's on the same test samples. */
    public Interval accuracyAbove(ClassificationResult other) {
        if (!Arrays.equals(labels, other.labels)) {
            throw new IllegalArgumentException(
                    "two results can be compared only on the same test samples, got other labels");
        }
        return Bootstrap.difference(predictions, other.predictions, labels);
    }

    /** How often each class was predicted for each class. */
    public ConfusionMatrix confusion() {
        return confusion;
    }

    /** The mean recall of the classes that occur, 0..1. */
    public double balancedAccuracy() {
        return confusion.balancedAccuracy();
    }

    /**
     * For each class, the fraction of its samples that are classified correctly; NaN for a class that does not occur.
     */
    public double[] perClassAccuracy() {
        return IntStream.range(0, classes).mapToDouble(confusion::recall).toArray();
    }

    /** The log loss in nats; empty without probabilities. */
    public OptionalDouble logLoss() {
        return probabilities()
                .map(p -> OptionalDouble.of(ProbabilityMetrics.logLoss(p, labels)))
                .orElse(OptionalDouble.empty());
    }

    /** The expected calibration error, 0..1; empty without probabilities. */
    public OptionalDouble calibrationError() {
        return probabilities()
                .map(p -> OptionalDouble.of(ProbabilityMetrics.calibrationError(p, predictions, labels)))
                .orElse(OptionalDouble.empty());
    }

    private Optional<double[][]> probabilities() {
        return scores.filter(ClassScores::probabilities).map(ClassScores::scores);
    }

    /**
     * The area under the ROC curve: of class 1 if there are two classes, else the mean over classes of one against the
     * rest. Classes that have no sample, or all, are left out. Empty without scores, or if every class is left out.
     */
    public OptionalDouble rocAuc() {
        return ranking(RankingMetrics::rocAuc);
    }

    /** Average precision, of class 1 or as a mean over classes, as {@link #rocAuc}. */
    public OptionalDouble averagePrecision() {
        return ranking(RankingMetrics::averagePrecision);
    }

    private OptionalDouble ranking(Ranking metric) {
        return scores.isEmpty()
                ? OptionalDouble.empty()
                : IntStream.range(classes == 2 ? 1 : 0, classes)
                        .mapToDouble(c -> metric.of(column(c), is(c)))
                        .filter(value -> !Double.isNaN(value))
                        .average();
    }

    private double[] column(int label) {
        return Arrays.stream(scores.orElseThrow().scores())
                .mapToDouble(row -> row[label])
                .toArray();
    }

    private boolean[] is(int label) {
        boolean[] positive = new boolean[labels.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = labels[i] == label;
        }
        return positive;
    }

    /** A measure of scores against a yes or no for each sample. */
    private interface Ranking {
        double of(double[] scores, boolean[] positive);
    }

    /** Every figure by name, for JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("accuracy", accuracy());
        Interval interval = accuracyInterval();
        map.put("accuracyInterval", new double[] {interval.low(), interval.high()});
        map.put("majorityShare", confusion.majorityShare());
        map.put("balancedAccuracy", balancedAccuracy());
        map.put("recall", numbers(confusion::recall));
        map.put("precision", numbers(confusion::precision));
        map.put("confusion", confusion.counts());
        logLoss().ifPresent(value -> map.put("logLoss", value));
        calibrationError().ifPresent(value -> map.put("calibrationError", value));
        rocAuc().ifPresent(value -> map.put("rocAuc", value));
        averagePrecision().ifPresent(value -> map.put("averagePrecision", value));
        return map;
    }

    /** One number for each class; null where there is none, since JSON has no NaN. */
    private Double[] numbers(IntToDoubleFunction ofClass) {
        return IntStream.range(0, classes)
                .mapToDouble(ofClass)
                .mapToObj(value -> Double.isNaN(value) ? null : value)
                .toArray(Double[]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassificationResult result
                && classes == result.classes
                && Arrays.equals(predictions, result.predictions)
                && Arrays.equals(labels, result.labels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(predictions), Arrays.hashCode(labels), classes);
    }

    @Override
    public String toString() {
        return "accuracy " + accuracy() + " over " + labels.length + " samples";
    }
}

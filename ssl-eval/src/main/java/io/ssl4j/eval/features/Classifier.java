package io.ssl4j.eval.features;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A fitted classifier. */
public interface Classifier {

    /**
     * Classifies each row of features.
     *
     * @param features {@code [n, d]}, with the d that it was fitted on
     * @throws IllegalArgumentException if the features are empty, not finite, or of another dimension
     */
    ClassScores classify(INDArray features);

    /**
     * Predicts the class of each row of features.
     *
     * @return n classes
     */
    default int[] predict(INDArray features) {
        return classify(features).predictions();
    }

    /** Classifies, and compares the predictions with the labels. */
    default ClassificationResult evaluate(LabeledFeatures test) {
        return new ClassificationResult(classify(test.features()), test.labels(), test.classes());
    }

    /** Returns the fraction of rows that are classified correctly, 0..1. */
    default double accuracy(LabeledFeatures test) {
        return evaluate(test).accuracy();
    }

    /** Returns the fraction of rows that are classified correctly, 0..1. */
    default double accuracy(INDArray features, int... labels) {
        return accuracy(LabeledFeatures.of(features, labels));
    }
}

package io.ssl4j.eval.features;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A classifier that is fitted already. */
public interface Classifier {

    /**
     * The class of each row of features.
     *
     * @param features {@code [n, d]}, d as it was fitted on
     * @return n classes
     * @throws IllegalArgumentException if the features are empty, not finite, or of another dimension
     */
    int[] predict(INDArray features);

    /** Classifies and compares with the labels. */
    default ClassificationResult evaluate(LabeledFeatures test) {
        return new ClassificationResult(predict(test.features()), test.labels(), test.classes());
    }

    /** The share of rows whose class is right, 0..1. */
    default double accuracy(LabeledFeatures test) {
        return evaluate(test).accuracy();
    }

    /** The share of rows whose class is right, 0..1. */
    default double accuracy(INDArray features, int... labels) {
        return accuracy(LabeledFeatures.of(features, labels));
    }
}

package io.ssl4j.eval.features;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.FeatureMap;

/**
 * A fitted classifier together with its frozen feature extractor.
 *
 * @param extractor maps samples to features
 * @param classifier maps features to classes
 * @param <T> the sample type
 * @param <C> the kind of classifier
 */
public record SampleClassifier<T, C extends Classifier>(FeatureMap<T> extractor, C classifier) {

    /** Predicts the class of each sample. */
    public int[] predict(Dataset<T> samples) {
        if (samples.size() == 0) {
            throw new IllegalArgumentException("an evaluation needs at least one sample, got an empty data set");
        }
        return classifier.predict(extractor.features(samples));
    }

    /** Classifies, and compares the predictions with the labels. */
    public ClassificationResult evaluate(LabeledDataset<T> test) {
        return classifier.evaluate(LabeledFeatures.extract(extractor, test));
    }

    /** Returns the fraction of samples that are classified correctly, 0..1. */
    public double accuracy(LabeledDataset<T> test) {
        return evaluate(test).accuracy();
    }
}

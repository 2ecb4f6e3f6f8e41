package io.ssl4j.eval.features;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.vision.image.Image;

/**
 * A fitted classifier together with the frozen extractor of its features.
 *
 * @param extractor images to features
 * @param classifier features to classes
 * @param <C> the kind of classifier
 */
public record ImageClassifier<C extends Classifier>(FeatureExtractor extractor, C classifier) {

    /** The class of each image. */
    public int[] predict(Dataset<Image> images) {
        if (images.size() == 0) {
            throw new IllegalArgumentException("an evaluation needs at least one image, got an empty data set");
        }
        return classifier.predict(extractor.extract(images));
    }

    /** Classifies and compares with the labels. */
    public ClassificationResult evaluate(LabeledDataset<Image> test) {
        return classifier.evaluate(LabeledFeatures.extract(extractor, test));
    }

    /** The share of images whose class is right, 0..1. */
    public double accuracy(LabeledDataset<Image> test) {
        return evaluate(test).accuracy();
    }
}

package io.ssl4j.eval.report;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.eval.features.FeatureChecks;
import io.ssl4j.eval.features.FeatureExtractor;
import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.knn.KnnConfig;
import io.ssl4j.eval.knn.KnnProbe;
import io.ssl4j.eval.knn.Similarity;
import io.ssl4j.eval.linear.LinearProbe;
import io.ssl4j.eval.linear.LinearProbeConfig;
import java.util.Objects;

/**
 * Measures a trained encoder by k-NN and linear probe, and beside it what it has to beat: the same architecture untrained,
 * and the raw pixels. All three go through the same split and the same protocol; whatever is chosen (the linear probe's
 * l2) is chosen on a part of the training images, except that of the raw pixels' two k-NN accuracies the better one is
 * reported, which makes that floor higher.
 *
 * <pre>{@code
 * EvaluationReport report = Evaluation.defaults().run(encoder, labelledTrain, labelledTest);
 * log.info("\n{}", report.table());
 * }</pre>
 *
 * @param knn how neighbours vote; the similarity is that of encoders, raw pixels have their own
 * @param linear how the probes are fitted
 */
public record Evaluation(KnnConfig knn, LinearProbeConfig linear) {

    public Evaluation {
        Objects.requireNonNull(knn, "knn");
        Objects.requireNonNull(linear, "linear");
    }

    /** k-NN and linear probe by their own defaults. */
    public static Evaluation defaults() {
        return new Evaluation(KnnConfig.defaults(), LinearProbeConfig.defaults());
    }

    public Evaluation withKnn(KnnConfig config) {
        return new Evaluation(config, linear);
    }

    public Evaluation withLinear(LinearProbeConfig config) {
        return new Evaluation(knn, config);
    }

    /**
     * Compares an encoder with {@link Encoder#untrained()}, whose batch-norm statistics are calibrated on the training
     * images first. The encoder is not changed.
     */
    public EvaluationReport run(Encoder<Image> trained, LabeledDataset<Image> train, LabeledDataset<Image> test) {
        return run(FeatureExtractor.of(trained), floors(trained, train, test), train, test);
    }

    /**
     * What the encoder has to beat.
     *
     * @param encoder trained or not; its {@link Encoder#untrained()} is measured
     */
    public Floors floors(Encoder<Image> encoder, LabeledDataset<Image> train, LabeledDataset<Image> test) {
        return new Floors(untrained(encoder, train, test), rawPixels(train, test));
    }

    /** The encoder before training, the same for all encoders of its architecture and seed. */
    public Floors.Untrained untrained(Encoder<Image> encoder, LabeledDataset<Image> train, LabeledDataset<Image> test) {
        requireImages(train, test);
        Encoder<Image> untrained = encoder.untrained();
        untrained.calibrateStatistics(train);
        return untrained(FeatureExtractor.of(untrained), train, test);
    }

    private Floors.Untrained untrained(
            FeatureExtractor extractor, LabeledDataset<Image> train, LabeledDataset<Image> test) {
        LabeledFeatures features = LabeledFeatures.extract(extractor, test);
        return new Floors.Untrained(
                scores(LabeledFeatures.extract(extractor, train), features, knn),
                EmbeddingHealth.of(features.features()));
    }

    /** The pixels, the same for all encoders. */
    public Floors.RawPixels rawPixels(LabeledDataset<Image> train, LabeledDataset<Image> test) {
        requireImages(train, test);
        LabeledFeatures pixels = LabeledFeatures.extract(FeatureExtractor.rawPixels(), train);
        LabeledFeatures pixelsTest = LabeledFeatures.extract(FeatureExtractor.rawPixels(), test);
        Scores centred = scores(pixels, pixelsTest, knn.withSimilarity(Similarity.CENTERED_COSINE));
        double euclidean = KnnProbe.of(knn.withSimilarity(Similarity.EUCLIDEAN))
                .fit(pixels)
                .accuracy(pixelsTest);
        return euclidean > centred.knnAccuracy()
                ? new Floors.RawPixels(new Scores(euclidean, centred.linearAccuracy()), Similarity.EUCLIDEAN)
                : new Floors.RawPixels(centred, Similarity.CENTERED_COSINE);
    }

    /** Compares the features of any trained extractor with its floors on the same split. */
    public EvaluationReport run(
            FeatureExtractor trained, Floors floors, LabeledDataset<Image> train, LabeledDataset<Image> test) {
        requireImages(train, test);
        LabeledFeatures trainedTest = LabeledFeatures.extract(trained, test);
        return new EvaluationReport(
                scores(LabeledFeatures.extract(trained, train), trainedTest, knn),
                floors.untrained().scores(),
                floors.rawPixels().scores(),
                floors.rawPixels().similarity(),
                EmbeddingHealth.of(trainedTest.features()),
                floors.untrained().health(),
                knn,
                train.size(),
                test.size());
    }

    /** Compares the features of any trained extractor with those of its untrained self. */
    public EvaluationReport run(
            FeatureExtractor trained,
            FeatureExtractor untrained,
            LabeledDataset<Image> train,
            LabeledDataset<Image> test) {
        requireImages(train, test);
        Floors floors = new Floors(untrained(untrained, train, test), rawPixels(train, test));
        return run(trained, floors, train, test);
    }

    private Scores scores(LabeledFeatures train, LabeledFeatures test, KnnConfig config) {
        return new Scores(
                KnnProbe.of(config).fit(train).accuracy(test),
                LinearProbe.of(linear).fit(train).accuracy(test));
    }

    private void requireImages(LabeledDataset<Image> train, LabeledDataset<Image> test) {
        if (train.size() < knn.k() || test.size() == 0) {
            throw new IllegalArgumentException("an evaluation needs at least k = " + knn.k()
                    + " labelled training images and one test image, got " + train.size() + " and " + test.size());
        }
        FeatureChecks.requireSameClasses(train, test);
    }
}

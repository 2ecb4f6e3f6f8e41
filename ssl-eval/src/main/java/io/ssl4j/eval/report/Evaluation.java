package io.ssl4j.eval.report;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.monitor.EmbeddingHealth;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.eval.features.ClassificationResult;
import io.ssl4j.eval.features.FeatureChecks;
import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.knn.KnnConfig;
import io.ssl4j.eval.knn.KnnProbe;
import io.ssl4j.eval.knn.Similarity;
import io.ssl4j.eval.linear.LinearProbe;
import io.ssl4j.eval.linear.LinearProbeConfig;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Measures a trained encoder by k-NN and linear probe, together with the baselines that it has to beat: the untrained
 * architecture, and the floors of the modality, such as raw pixels. All use the same split and the same protocol. The
 * linear probe's l2 is chosen on a part of the training samples. Only for a floor, the better of two k-NN accuracies is
 * reported, which raises that floor.
 *
 * <pre>{@code
 * EvaluationReport report = Evaluation.defaults().run(encoder, labelledTrain, labelledTest);
 * log.info("\n{}", report.table());
 * }</pre>
 *
 * @param knn the settings of k-NN; the similarity applies to encoders, floors have their own
 * @param linear the settings of the linear probes
 */
public record Evaluation(KnnConfig knn, LinearProbeConfig linear) {

    /** The seed of random floors. */
    private static final long FLOOR_SEED = 0;

    public Evaluation {
        Objects.requireNonNull(knn, "knn");
        Objects.requireNonNull(linear, "linear");
    }

    /** Returns an evaluation with the default k-NN and linear probe. */
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
     * samples first, and with the floors of its modality. The encoder is not changed.
     */
    public <T> EvaluationReport run(Encoder<T> trained, LabeledDataset<T> train, LabeledDataset<T> test) {
        return run(trained, FeatureMap::of, train, test);
    }

    /**
     * As {@link #run(Encoder, LabeledDataset, LabeledDataset)}, with another way from an encoder to features for the
     * trained and the untrained encoder: {@code encoder -> new ViewAverage<>(encoder, crops, seed)} measures the mean
     * over many crops, as EMP-SSL's authors do.
     *
     * @param features makes the features of an encoder
     */
    public <T> EvaluationReport run(
            Encoder<T> trained,
            Function<Encoder<T>, FeatureMap<T>> features,
            LabeledDataset<T> train,
            LabeledDataset<T> test) {
        Floors floors = new Floors(untrained(trained, features, train, test), given(trained, train, test));
        return run(features.apply(trained), floors, train, test);
    }

    /**
     * Measures the baselines that the encoder has to beat.
     *
     * @param encoder trained or untrained; its {@link Encoder#untrained()} is measured
     */
    public <T> Floors floors(Encoder<T> encoder, LabeledDataset<T> train, LabeledDataset<T> test) {
        return new Floors(untrained(encoder, train, test), given(encoder, train, test));
    }

    /** Measures the floors of the encoder's modality, which are the same for all encoders. */
    public <T> List<Floors.Floor> given(Encoder<T> encoder, LabeledDataset<T> train, LabeledDataset<T> test) {
        requireSamples(train, test);
        return Modalities.of(encoder).floors(train, encoder.input(), FLOOR_SEED).stream()
                .map(map -> floor(map, train, test))
                .toList();
    }

    /** Measures the encoder before training, which is the same for all encoders of its architecture and seed. */
    public <T> Floors.Untrained untrained(Encoder<T> encoder, LabeledDataset<T> train, LabeledDataset<T> test) {
        return untrained(encoder, FeatureMap::of, train, test);
    }

    private <T> Floors.Untrained untrained(
            Encoder<T> encoder,
            Function<Encoder<T>, FeatureMap<T>> features,
            LabeledDataset<T> train,
            LabeledDataset<T> test) {
        requireSamples(train, test);
        Encoder<T> untrained = encoder.untrained();
        untrained.calibrateStatistics(train);
        return untrained(features.apply(untrained), train, test);
    }

    private <T> Floors.Untrained untrained(FeatureMap<T> map, LabeledDataset<T> train, LabeledDataset<T> test) {
        LabeledFeatures features = LabeledFeatures.extract(map, test);
        return new Floors.Untrained(
                scores(LabeledFeatures.extract(map, train), features, knn), EmbeddingHealth.of(features.features()));
    }

    /** Measures one floor. */
    public <T> Floors.Floor floor(FeatureMap<T> map, LabeledDataset<T> train, LabeledDataset<T> test) {
        requireSamples(train, test);
        LabeledFeatures bank = LabeledFeatures.extract(map, train);
        LabeledFeatures queries = LabeledFeatures.extract(map, test);
        Scores centred = scores(bank, queries, knn.withSimilarity(Similarity.CENTERED_COSINE));
        ClassificationResult euclidean =
                KnnProbe.of(knn.withSimilarity(Similarity.EUCLIDEAN)).fit(bank).evaluate(queries);
        return euclidean.accuracy() > centred.knnAccuracy()
                ? new Floors.Floor(
                        map.name(), Scores.of(euclidean, centred.linear().orElseThrow()), Similarity.EUCLIDEAN)
                : new Floors.Floor(map.name(), centred, Similarity.CENTERED_COSINE);
    }

    /** Compares features with floors on the same split. */
    public <T> EvaluationReport run(
            FeatureMap<T> trained, Floors floors, LabeledDataset<T> train, LabeledDataset<T> test) {
        requireSamples(train, test);
        LabeledFeatures trainedTest = LabeledFeatures.extract(trained, test);
        return new EvaluationReport(
                scores(LabeledFeatures.extract(trained, train), trainedTest, knn),
                floors,
                EmbeddingHealth.of(trainedTest.features()),
                knn,
                train.size(),
                test.size());
    }

    /**
     * Compares features with those of the untrained encoder and with floors.
     *
     * @param given floors, the simplest first
     */
    public <T> EvaluationReport run(
            FeatureMap<T> trained,
            FeatureMap<T> untrained,
            List<FeatureMap<T>> given,
            LabeledDataset<T> train,
            LabeledDataset<T> test) {
        requireSamples(train, test);
        Floors floors = new Floors(
                untrained(untrained, train, test),
                given.stream().map(map -> floor(map, train, test)).toList());
        return run(trained, floors, train, test);
    }

    private Scores scores(LabeledFeatures train, LabeledFeatures test, KnnConfig config) {
        return Scores.of(
                KnnProbe.of(config).fit(train).evaluate(test),
                LinearProbe.of(linear).fit(train).evaluate(test));
    }

    private <T> void requireSamples(LabeledDataset<T> train, LabeledDataset<T> test) {
        if (train.size() < knn.k() || test.size() == 0) {
            throw new IllegalArgumentException("an evaluation needs at least k = " + knn.k()
                    + " labelled training samples and one test sample, got " + train.size() + " and " + test.size());
        }
        FeatureChecks.requireSameClasses(train, test);
    }
}

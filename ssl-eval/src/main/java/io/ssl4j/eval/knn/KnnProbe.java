package io.ssl4j.eval.knn;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.SampleClassifier;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weighted k-nearest-neighbour classification, the evaluation that has nothing to tune (Wu et al. 2018, arXiv
 * 1805.01978, section 3.4). Under the cosine similarities the class c of a query maximises
 *
 * <pre>  sum over its k nearest bank rows i of class c of exp(s_i / t),   s_i the similarity</pre>
 *
 * Under {@link Similarity#EUCLIDEAN} every neighbour has one vote. Classes with equal votes: the one of the nearest
 * neighbour among them.
 *
 * <pre>{@code
 * double accuracy = KnnProbe.of(20).fit(encoder, labelledTrain).accuracy(labelledTest);
 * }</pre>
 *
 * <p>The bank and the test set must have no sample in common: with k = 1, a test sample that is in the bank finds itself,
 * and the accuracy says nothing.
 */
public final class KnnProbe {

    private final KnnConfig config;

    private KnnProbe(KnnConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** A probe of k neighbours, else by default. */
    public static KnnProbe of(int k) {
        return new KnnProbe(KnnConfig.defaults().withK(k));
    }

    /** A probe as configured. */
    public static KnnProbe of(KnnConfig config) {
        return new KnnProbe(config);
    }

    /** What the probe was configured with. */
    public KnnConfig config() {
        return config;
    }

    /**
     * Keeps the bank.
     *
     * @throws IllegalArgumentException if k is larger than the bank
     */
    public FittedKnn fit(LabeledFeatures bank) {
        if (config.k() > bank.size()) {
            throw new IllegalArgumentException("k must be at most the size of the bank, got k = " + config.k() + " and "
                    + bank.size() + " rows; use a smaller k or a larger bank");
        }
        return new FittedKnn(
                config, NearestNeighbors.of(bank.features(), config.similarity()), bank.labels(), bank.classes());
    }

    /** Keeps the bank of features {@code [n, d]} with n labels. */
    public FittedKnn fit(INDArray features, int... labels) {
        return fit(LabeledFeatures.of(features, labels));
    }

    /** Embeds the samples and keeps them as the bank. */
    public <T> SampleClassifier<T, FittedKnn> fit(Encoder<T> encoder, LabeledDataset<T> bank) {
        return fit(FeatureMap.of(encoder), bank);
    }

    /** Extracts the samples' features and keeps them as the bank. */
    public <T> SampleClassifier<T, FittedKnn> fit(FeatureMap<T> extractor, LabeledDataset<T> bank) {
        return new SampleClassifier<>(extractor, fit(LabeledFeatures.extract(extractor, bank)));
    }
}

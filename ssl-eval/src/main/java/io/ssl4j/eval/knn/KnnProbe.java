package io.ssl4j.eval.knn;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.SampleClassifier;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weighted k-nearest-neighbour classification, an evaluation that needs no tuning (Wu et al. 2018, arXiv 1805.01978,
 * section 3.4). With the cosine similarities, the class c of a query maximises
 *
 * <pre>  sum over its k nearest bank rows i of class c of exp(s_i / t),   s_i the similarity</pre>
 *
 * With {@link Similarity#EUCLIDEAN} every neighbour has one vote. Ties go to the class of the nearest neighbour among
 * them.
 *
 * <pre>{@code
 * double accuracy = KnnProbe.of(20).fit(encoder, labelledTrain).accuracy(labelledTest);
 * }</pre>
 *
 * <p>The bank and the test set must have no sample in common: with k = 1, a test sample that is in the bank finds
 * itself, and the accuracy is meaningless.
 */
public final class KnnProbe {

    private final KnnConfig config;

    private KnnProbe(KnnConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Makes a probe with k neighbours and otherwise default settings. */
    public static KnnProbe of(int k) {
        return new KnnProbe(KnnConfig.defaults().withK(k));
    }

    /** Makes a probe with the given settings. */
    public static KnnProbe of(KnnConfig config) {
        return new KnnProbe(config);
    }

    /** The configuration of the probe. */
    public KnnConfig config() {
        return config;
    }

    /**
     * Stores the bank.
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

    /** Stores the bank of features {@code [n, d]} with n labels. */
    public FittedKnn fit(INDArray features, int... labels) {
        return fit(LabeledFeatures.of(features, labels));
    }

    /** Embeds the samples and stores them as the bank. */
    public <T> SampleClassifier<T, FittedKnn> fit(Encoder<T> encoder, LabeledDataset<T> bank) {
        return fit(FeatureMap.of(encoder), bank);
    }

    /** Extracts the samples' features and stores them as the bank. */
    public <T> SampleClassifier<T, FittedKnn> fit(FeatureMap<T> extractor, LabeledDataset<T> bank) {
        return new SampleClassifier<>(extractor, fit(LabeledFeatures.extract(extractor, bank)));
    }
}

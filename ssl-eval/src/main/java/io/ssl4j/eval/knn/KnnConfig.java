package io.ssl4j.eval.knn;

/**
 * The settings of k-NN classification.
 *
 * @param k the number of neighbours that vote; default 20, which Caron et al. 2021 (DINO, arXiv 2104.14294, section
 *     4.1) found to work best in all settings. Wu et al. 2018 use 200 on ImageNet's 1.28 million images.
 * @param temperature t in the weight exp(similarity / t) of a vote with the cosine similarities; default 0.1, as in
 *     Lightly's published benchmarks. Wu et al. 2018 and DINO use 0.07. The Euclidean vote does not use it.
 * @param similarity the similarity that ranks neighbours; default cosine
 */
public record KnnConfig(int k, double temperature, Similarity similarity) {

    public KnnConfig {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be finite and above 0, got " + temperature);
        }
        java.util.Objects.requireNonNull(similarity, "similarity");
    }

    /** k = 20, t = 0.1, cosine. */
    public static KnnConfig defaults() {
        return new KnnConfig(20, 0.1, Similarity.COSINE);
    }

    public KnnConfig withK(int newK) {
        return new KnnConfig(newK, temperature, similarity);
    }

    public KnnConfig withTemperature(double newTemperature) {
        return new KnnConfig(k, newTemperature, similarity);
    }

    public KnnConfig withSimilarity(Similarity newSimilarity) {
        return new KnnConfig(k, temperature, newSimilarity);
    }
}

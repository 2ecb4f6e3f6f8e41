package io.ssl4j.eval.features;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.data.Stratification;
import io.ssl4j.core.encoder.FeatureMap;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Features with one class per row.
 *
 * @param features {@code [n, d]}, float or double, finite; not copied
 * @param labels n classes in {@code [0, classes)}
 * @param classes the number of classes, whether or not each occurs
 */
public record LabeledFeatures(INDArray features, int[] labels, int classes) {

    public LabeledFeatures {
        FeatureChecks.require(features, "labelled features");
        if (labels.length != features.size(0)) {
            throw new IllegalArgumentException("every row of features needs a label, got " + features.size(0)
                    + " rows and " + labels.length + " labels");
        }
        labels = labels.clone();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "labels must be in [0, " + classes + "), got " + labels[i] + " at row " + i);
            }
        }
    }

    /** Makes features whose classes are 0 up to the largest label. */
    public static LabeledFeatures of(INDArray features, int... labels) {
        return new LabeledFeatures(features, labels, Arrays.stream(labels).max().orElse(0) + 1);
    }

    /** Computes the features of a labelled data set. */
    public static <T> LabeledFeatures extract(FeatureMap<T> map, LabeledDataset<T> samples) {
        if (samples.size() == 0) {
            throw new IllegalArgumentException(
                    "an evaluation needs at least one labelled sample, got an empty data set");
        }
        return new LabeledFeatures(
                map.features(samples), samples.labels(), samples.classNames().size());
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    /** The number of rows. */
    public int size() {
        return labels.length;
    }

    /** The number of columns. */
    public int dimension() {
        return Math.toIntExact(features.size(1));
    }

    /** Returns the same features with other labels. */
    public LabeledFeatures withLabels(int... newLabels) {
        return new LabeledFeatures(features, newLabels, classes);
    }

    /** Returns the given rows, copied, in the given order. */
    public LabeledFeatures rows(int... indices) {
        int[] picked = Arrays.stream(indices).map(i -> labels[i]).toArray();
        return new LabeledFeatures(features.getRows(indices), picked, classes);
    }

    /**
     * Returns a random stratified split, drawn by {@link Stratification}. Rows keep their order within a part.
     *
     * @param fraction the second part's fraction, above 0 and below 1
     * @throws IllegalArgumentException if a part would be empty
     */
    public Split split(double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("a split's fraction must be above 0 and below 1, got " + fraction);
        }
        int[] sizes = Stratification.sizes(labels.length, new double[] {1 - fraction, fraction});
        List<int[]> parts = Stratification.split(labels, sizes, seed);
        parts.forEach(Arrays::sort);
        return new Split(rows(parts.get(0)), rows(parts.get(1)));
    }

    /** The two parts of {@link #split}. */
    public record Split(LabeledFeatures first, LabeledFeatures second) {}
}

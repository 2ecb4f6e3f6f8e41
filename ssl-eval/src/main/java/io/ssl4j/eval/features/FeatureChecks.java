package io.ssl4j.eval.features;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.loss.Embeddings;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks features before anything is computed from them. */
public final class FeatureChecks {

    private FeatureChecks() {}

    /**
     * Returns the features if they are {@code [n, d]} with n and d at least 1, float or double, and finite.
     *
     * @param what the name of the features in the message: "bank", "queries"
     * @throws IllegalArgumentException if they are not
     */
    public static INDArray require(INDArray features, String what) {
        if (features == null) {
            throw new IllegalArgumentException(what + " must be features [n, d], got null");
        }
        if (features.isEmpty() || features.rank() != 2 || features.size(0) < 1 || features.size(1) < 1) {
            throw new IllegalArgumentException(
                    what + " must be features [n, d] with at least one row and one column, got shape "
                            + Arrays.toString(features.shape()));
        }
        switch (features.dataType()) {
            case FLOAT, DOUBLE -> {}
            default ->
                throw new IllegalArgumentException(
                        what + " must be of type FLOAT or DOUBLE, got " + features.dataType() + "; cast them first");
        }
        Embeddings.requireFinite(what, features, "the encoder has diverged or its input is damaged");
        return features;
    }

    /** Requires as many columns as the features that a classifier was fitted on. */
    public static void requireDimension(INDArray features, long dimension, String what) {
        if (features.size(1) != dimension) {
            throw new IllegalArgumentException(what + " must have the " + dimension
                    + " columns that the classifier was fitted on, got shape " + Arrays.toString(features.shape())
                    + "; extract both with the same encoder");
        }
    }

    /**
     * Requires that a label means the same class in both data sets. One may have more classes than the other, at the
     * end.
     *
     * @throws IllegalArgumentException if a label has different names in the two
     */
    public static void requireSameClasses(LabeledDataset<?> train, LabeledDataset<?> test) {
        List<String> trained = train.classNames();
        List<String> tested = test.classNames();
        for (int c = 0; c < Math.min(trained.size(), tested.size()); c++) {
            if (!trained.get(c).equals(tested.get(c))) {
                throw new IllegalArgumentException("a label must mean the same class in both data sets, but label " + c
                        + " is '" + trained.get(c) + "' in one and '" + tested.get(c)
                        + "' in the other; split one data set, or open both parts with ImageSource");
            }
        }
    }
}

package io.ssl4j.eval.features;

/**
 * The predictions of a classifier for a test set.
 *
 * @param predictions the predicted class of each sample
 * @param labels the true class of each sample
 * @param classes the number of classes
 */
public record ClassificationResult(int[] predictions, int[] labels, int classes) {

    public ClassificationResult {
        if (predictions.length == 0 || predictions.length != labels.length) {
            throw new IllegalArgumentException("a result needs one prediction per label and at least one, got "
                    + predictions.length + " predictions and " + labels.length + " labels");
        }
        predictions = predictions.clone();
        labels = labels.clone();
    }

    @Override
    public int[] predictions() {
        return predictions.clone();
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    /** The fraction of samples that are classified correctly, 0..1. */
    public double accuracy() {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += predictions[i] == labels[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    /**
     * For each class, the fraction of its samples that are classified correctly; NaN for a class that does not occur.
     */
    public double[] perClassAccuracy() {
        int[] right = new int[classes];
        int[] count = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            count[labels[i]]++;
            right[labels[i]] += predictions[i] == labels[i] ? 1 : 0;
        }
        double[] accuracy = new double[classes];
        for (int c = 0; c < classes; c++) {
            accuracy[c] = count[c] == 0 ? Double.NaN : (double) right[c] / count[c];
        }
        return accuracy;
    }
}

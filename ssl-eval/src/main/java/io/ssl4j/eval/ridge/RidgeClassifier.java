package io.ssl4j.eval.ridge;

import io.ssl4j.eval.features.LabeledFeatures;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ridge regression to a target of +1 for a row's class and -1 for all others; the largest output determines the class.
 * ROCKET uses it on random convolutions (scikit-learn's {@code RidgeClassifierCV}): for hundreds to thousands of rows
 * with many features it takes seconds and needs no tuning.
 *
 * <pre>  minimise over W and b  |X W + b - Y|^2 + penalty |W|^2,   X standardised on the training set</pre>
 *
 * The penalty is the one with the smallest mean squared leave-one-out error, which requires no further fits. Computed
 * in double, in closed form, from a single eigendecomposition of {@code [m, m]} for all penalties, m the smaller of
 * rows and columns. Memory: at most three copies of the features and one such matrix, in double.
 *
 * <pre>{@code
 * FittedRidge ridge = RidgeClassifier.defaults().fit(trainFeatures, trainLabels, classes);
 * double accuracy = ridge.accuracy(testFeatures, testLabels);
 * }</pre>
 */
public final class RidgeClassifier {

    private static final Logger LOG = LoggerFactory.getLogger(RidgeClassifier.class);
    private static final int STEPS = 13;

    private final double[] penalties;

    private RidgeClassifier(double[] penalties) {
        this.penalties = penalties.clone();
        Arrays.sort(this.penalties);
    }

    /** Chooses among 13 penalties from 1e-3 to 1e3, two per decade. */
    public static RidgeClassifier defaults() {
        return new RidgeClassifier(IntStream.range(0, STEPS)
                .mapToDouble(i -> Math.pow(10, -3 + i / 2.0))
                .toArray());
    }

    /**
     * Chooses among the given penalties, or uses the only one.
     *
     * @param penalties at least one, each finite and above 0
     */
    public static RidgeClassifier of(double... penalties) {
        if (penalties.length < 1) {
            throw new IllegalArgumentException("a ridge classifier needs at least one penalty, got none");
        }
        for (double penalty : penalties) {
            if (!(penalty > 0) || Double.isInfinite(penalty)) {
                throw new IllegalArgumentException(
                        "penalties must be finite and above 0, got " + Arrays.toString(penalties));
            }
        }
        return new RidgeClassifier(penalties);
    }

    /** The penalties to choose from, in ascending order. */
    public double[] penalties() {
        return penalties.clone();
    }

    /**
     * Chooses the penalty (the largest in case of ties) and fits.
     *
     * @throws IllegalArgumentException if the training set has fewer than two classes
     */
    public FittedRidge fit(LabeledFeatures train) {
        requireClasses(train);
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            ColumnScale scale = ColumnScale.of(train.features());
            INDArray targets = targets(train);
            INDArray means = targets.mean(0);
            try (RidgePath path = new RidgePath(
                    scale.apply(train.features()), targets.subiRowVector(means.reshape(1, means.length())))) {
                double[] errors = path.leaveOneOutErrors(penalties);
                int best = best(errors);
                LOG.debug("ridge: penalties {}, leave-one-out errors {}", penalties, errors);
                return new FittedRidge(
                        scale,
                        path.weights(penalties[best]),
                        means.dup().data().asDouble(),
                        penalties[best],
                        errors[best]);
            }
        }
    }

    /**
     * Fits features {@code [n, d]}.
     *
     * @param labels n classes in {@code [0, classes)}; a class without rows is never predicted
     */
    public FittedRidge fit(INDArray features, int[] labels, int classes) {
        return fit(new LabeledFeatures(features, labels, classes));
    }

    private static INDArray targets(LabeledFeatures train) {
        int[] labels = train.labels();
        double[] targets = new double[Math.multiplyExact(labels.length, train.classes())];
        Arrays.fill(targets, -1);
        for (int i = 0; i < labels.length; i++) {
            targets[i * train.classes() + labels[i]] = 1;
        }
        return Nd4j.create(targets, new long[] {labels.length, train.classes()}, 'c');
    }

    private static int best(double[] errors) {
        int best = errors.length - 1;
        for (int p = best - 1; p >= 0; p--) {
            if (errors[p] < errors[best]) {
                best = p;
            }
        }
        return best;
    }

    private static void requireClasses(LabeledFeatures train) {
        long present = Arrays.stream(train.labels()).distinct().count();
        if (present < 2) {
            throw new IllegalArgumentException("a ridge classifier needs at least two classes in its training set, got "
                    + present + " in " + train.size() + " rows; shuffle or stratify the split");
        }
    }
}

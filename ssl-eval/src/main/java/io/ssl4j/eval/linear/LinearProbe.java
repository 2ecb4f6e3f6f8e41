package io.ssl4j.eval.linear;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.features.SampleClassifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Multinomial logistic regression on frozen features, standardised with the training mean and deviation, minimised by
 * L-BFGS until the gradient is zero. There is no learning rate, augmentation or number of epochs to choose.
 *
 * <pre>{@code
 * double accuracy = LinearProbe.defaults().fit(encoder, labelledTrain).accuracy(labelledTest);
 * }</pre>
 */
public final class LinearProbe {

    private static final Logger LOG = LoggerFactory.getLogger(LinearProbe.class);
    private static final int HISTORY = 10;

    private final LinearProbeConfig config;

    private LinearProbe(LinearProbeConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Makes a probe with {@link LinearProbeConfig#defaults()}. */
    public static LinearProbe defaults() {
        return new LinearProbe(LinearProbeConfig.defaults());
    }

    /** Makes a probe with the given settings. */
    public static LinearProbe of(LinearProbeConfig config) {
        return new LinearProbe(config);
    }

    /** The configuration of the probe. */
    public LinearProbeConfig config() {
        return config;
    }

    /**
     * Chooses l2 if there are several values, and fits. If the iterations do not suffice, a warning is logged and
     * {@link FittedLinear#converged()} is false.
     *
     * @throws IllegalArgumentException if the training set has fewer than two classes
     */
    public FittedLinear fit(LabeledFeatures train) {
        MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        try {
            if (config.l2().size() == 1) {
                return fitAll(train, config.l2(), config.gradientTolerance(), null)
                        .get(0);
            }
            FittedLinear chosen = choose(train);
            return fitAll(train, List.of(chosen.l2()), config.gradientTolerance(), chosen.solution())
                    .get(0);
        } finally {
            outside.close();
        }
    }

    /** Fits features {@code [n, d]} with n labels. */
    public FittedLinear fit(INDArray features, int... labels) {
        return fit(LabeledFeatures.of(features, labels));
    }

    /** Embeds the samples and fits. */
    public <T> SampleClassifier<T, FittedLinear> fit(Encoder<T> encoder, LabeledDataset<T> train) {
        return fit(FeatureMap.of(encoder), train);
    }

    /** Extracts the samples' features and fits. */
    public <T> SampleClassifier<T, FittedLinear> fit(FeatureMap<T> extractor, LabeledDataset<T> train) {
        return new SampleClassifier<>(extractor, fit(LabeledFeatures.extract(extractor, train)));
    }

    /**
     * Chooses the best penalty on a validation split. These fits need less precision than the final one, which starts
     * at their solution.
     */
    private FittedLinear choose(LabeledFeatures train) {
        LabeledFeatures.Split split = train.split(config.validationFraction(), config.seed());
        FittedLinear best = null;
        double bestAccuracy = -1;
        for (FittedLinear fitted : fitAll(split.first(), config.l2(), 10 * config.gradientTolerance(), null)) {
            double accuracy = fitted.accuracy(split.second());
            LOG.debug("l2 {}: validation accuracy {}", fitted.l2(), accuracy);
            if (accuracy > bestAccuracy) {
                best = fitted;
                bestAccuracy = accuracy;
            }
        }
        return best;
    }

    /** Fits each strength, the strongest first; each fit starts at the previous solution. */
    private List<FittedLinear> fitAll(
            LabeledFeatures train, List<Double> strengths, double tolerance, double[] firstStart) {
        requireClasses(train);
        Standardization standardization = Standardization.of(train.features());
        SoftmaxObjective objective = new SoftmaxObjective(train, standardization, 0);
        FeatureCurvature curvature = FeatureCurvature.of(objective);
        Lbfgs lbfgs = new Lbfgs(HISTORY, config.maxIterations(), tolerance);
        double[] start = firstStart == null ? new double[objective.dimension()] : firstStart;
        FittedLinear[] fitted = new FittedLinear[strengths.size()];
        List<Double> descending =
                strengths.stream().sorted(Comparator.reverseOrder()).toList();
        for (int i = 0; i < fitted.length; i++) {
            Lbfgs.Result result =
                    lbfgs.minimise(objective.withL2(descending.get(i)), start, curvature.inverse(descending.get(i)));
            start = result.point();
            fitted[i] = new FittedLinear(standardization, train, descending.get(i), result);
            if (!result.converged()) {
                LOG.warn(
                        "the linear probe with l2 {} did not converge: its gradient is {} after {} iterations, not {};"
                                + " allow more iterations or use a larger l2",
                        descending.get(i),
                        result.gradientNorm(),
                        result.iterations(),
                        tolerance);
            }
        }
        return Arrays.asList(fitted);
    }

    private static void requireClasses(LabeledFeatures train) {
        long present = Arrays.stream(train.labels()).distinct().count();
        if (present < 2) {
            throw new IllegalArgumentException("a linear probe needs at least two classes in its training set, got "
                    + present + " in " + train.size() + " rows; shuffle or stratify the split");
        }
    }
}

package io.ssl4j.eval.linear;

import java.util.Arrays;
import java.util.List;

/**
 * The settings of a linear probe.
 *
 * @param l2 the strengths of the penalty l2/2 |W|^2 that is added to the mean cross-entropy, each at least 0. A single
 *     value is used directly. Of several, the one with the best accuracy on a validation split of the training set is
 *     used (the largest in case of ties), and the probe is refitted on the whole training set. Default: 1e-4, 1e-3,
 *     1e-2 and 1e-1. A sweep of L2 on held-out training data is the protocol of Kornblith, Shlens and Le 2019 (arXiv
 *     1805.08974, A.3) and of Radford et al. 2021 (CLIP, arXiv 2103.00020, A.3); the range contains the best value for
 *     standardised features of a few thousand to a hundred thousand samples.
 * @param validationFraction the fraction of the training set on which l2 is chosen; default 0.2
 * @param seed the seed of the validation split; default 0
 * @param maxIterations the largest number of iterations of L-BFGS; default 1000, as in CLIP
 * @param gradientTolerance converged once no entry of the gradient of the mean objective is larger; default 1e-5, a
 *     tenth of the tolerance of scikit-learn's LogisticRegression. The fits that only serve to choose l2 stop at ten
 *     times this value
 */
public record LinearProbeConfig(
        List<Double> l2, double validationFraction, long seed, int maxIterations, double gradientTolerance) {

    public LinearProbeConfig {
        l2 = List.copyOf(l2);
        if (l2.isEmpty()) {
            throw new IllegalArgumentException("a linear probe needs at least one l2, got none");
        }
        for (double value : l2) {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("l2 must be finite and at least 0, got " + l2);
            }
        }
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new IllegalArgumentException(
                    "validation fraction must be above 0 and below 1, got " + validationFraction);
        }
        if (maxIterations < 1) {
            throw new IllegalArgumentException("max iterations must be at least 1, got " + maxIterations);
        }
        if (!(gradientTolerance > 0) || Double.isInfinite(gradientTolerance)) {
            throw new IllegalArgumentException(
                    "gradient tolerance must be finite and above 0, got " + gradientTolerance);
        }
    }

    /** The defaults described above. */
    public static LinearProbeConfig defaults() {
        return new LinearProbeConfig(List.of(1e-4, 1e-3, 1e-2, 1e-1), 0.2, 0, 1000, 1e-5);
    }

    /** Sets one value, or several to choose from. */
    public LinearProbeConfig withL2(double... values) {
        List<Double> list = Arrays.stream(values).boxed().toList();
        return new LinearProbeConfig(list, validationFraction, seed, maxIterations, gradientTolerance);
    }

    public LinearProbeConfig withValidationFraction(double fraction) {
        return new LinearProbeConfig(l2, fraction, seed, maxIterations, gradientTolerance);
    }

    public LinearProbeConfig withSeed(long newSeed) {
        return new LinearProbeConfig(l2, validationFraction, newSeed, maxIterations, gradientTolerance);
    }

    public LinearProbeConfig withMaxIterations(int iterations) {
        return new LinearProbeConfig(l2, validationFraction, seed, iterations, gradientTolerance);
    }

    public LinearProbeConfig withGradientTolerance(double tolerance) {
        return new LinearProbeConfig(l2, validationFraction, seed, maxIterations, tolerance);
    }
}

package io.ssl4j.core.optim;

import io.ssl4j.core.numerics.Require;
import java.util.Objects;

/**
 * LARS, layer-wise adaptive rate scaling (You, Gitman, Ginsburg 2017, arXiv:1708.03888): momentum SGD in which the step
 * of each weight tensor is proportional to the tensor's own norm. For a weight tensor w with gradient g, both of
 * nonzero norm:
 *
 * <pre>
 * ratio = trustCoefficient |w| / (|g| + weightDecay |w| + epsilon)
 * ratio = min(ratio / lr, 1)            (clipping only)
 * d = ratio (g + weightDecay w)
 * v = momentum v + d
 * w = w - lr v                          or, with Nesterov's momentum,  w - lr (d + momentum v)
 * </pre>
 *
 * Biases and normalisation parameters have {@code d = g}: neither ratio nor decay, unless {@link BiasAndNorm#decayed}.
 * If a norm is 0, {@code d = g} as well.
 *
 * <p>This is the LARS of solo-learn (with {@code exclude_bias_n_norm}) and of lightly. Differences: the paper has the
 * learning rate inside the velocity; MoCo v3, Barlow Twins and VICReg have {@code |g + weightDecay w|} instead of the
 * sum of norms, and no epsilon.
 *
 * <p>Defaults ({@link #of}): momentum 0.9 (the paper, MoCo v3, Barlow Twins), trust coefficient 0.001 (the paper,
 * VICReg, and the class of solo-learn and lightly), epsilon 1e-8 (both), weight decay 1e-6 (BYOL in lightly, Barlow
 * Twins, VICReg), no Nesterov, no clipping. Published learning rates are per 256 samples: 0.2 for Barlow Twins' weights
 * and VICReg, 0.3 for SimCLR. solo-learn's recipes for CIFAR use trust coefficient 0.02 with clipping, rates 0.3 to 1
 * per 256, decay 1e-4 to 1e-6.
 *
 * @param learningRate base learning rate, above 0
 * @param momentum in {@code [0, 1)}
 * @param nesterov whether to use Nesterov's look-ahead; needs momentum
 * @param weightDecay added to the gradient, times the parameter; at least 0
 * @param trustCoefficient eta in the paper, above 0
 * @param epsilon added to the ratio's denominator, at least 0
 * @param clipping whether a tensor's rate is {@code min(ratio, lr)} instead of {@code lr ratio}, so that it never
 *     exceeds that of SGD
 * @param biasAndNorm how biases and normalisation parameters are trained
 */
public record Lars(
        double learningRate,
        double momentum,
        boolean nesterov,
        double weightDecay,
        double trustCoefficient,
        double epsilon,
        boolean clipping,
        BiasAndNorm biasAndNorm)
        implements Optimizer {

    public Lars {
        Objects.requireNonNull(biasAndNorm, "biasAndNorm");
        Require.positive("learningRate", learningRate);
        SgdRule.requireMomentum(momentum, nesterov);
        Require.notNegative("weightDecay", weightDecay);
        Require.positive("trustCoefficient", trustCoefficient);
        Require.notNegative("epsilon", epsilon);
    }

    /** The defaults described above. */
    public static Lars of(double learningRate) {
        return new Lars(learningRate, 0.9, false, 1e-6, 1e-3, 1e-8, false, BiasAndNorm.usual());
    }

    public Lars withMomentum(double newMomentum) {
        return new Lars(
                learningRate, newMomentum, nesterov, weightDecay, trustCoefficient, epsilon, clipping, biasAndNorm);
    }

    public Lars withNesterov() {
        return new Lars(learningRate, momentum, true, weightDecay, trustCoefficient, epsilon, clipping, biasAndNorm);
    }

    public Lars withWeightDecay(double newWeightDecay) {
        return new Lars(
                learningRate, momentum, nesterov, newWeightDecay, trustCoefficient, epsilon, clipping, biasAndNorm);
    }

    public Lars withTrustCoefficient(double newTrustCoefficient) {
        return new Lars(
                learningRate, momentum, nesterov, weightDecay, newTrustCoefficient, epsilon, clipping, biasAndNorm);
    }

    public Lars withEpsilon(double newEpsilon) {
        return new Lars(
                learningRate, momentum, nesterov, weightDecay, trustCoefficient, newEpsilon, clipping, biasAndNorm);
    }

    public Lars withClipping() {
        return new Lars(learningRate, momentum, nesterov, weightDecay, trustCoefficient, epsilon, true, biasAndNorm);
    }

    /** With other settings for biases and normalisation parameters. */
    public Lars withBiasAndNorm(BiasAndNorm newBiasAndNorm) {
        return new Lars(
                learningRate, momentum, nesterov, weightDecay, trustCoefficient, epsilon, clipping, newBiasAndNorm);
    }

    /**
     * With a separate learning rate for biases and normalisation parameters, which is scaled and scheduled as that of
     * the weights is: {@code lars(0.2).withBiasLearningRate(0.0048)} is Barlow Twins (Zbontar et al. 2021,
     * arXiv:2103.03230).
     *
     * @param rate above 0
     */
    public Lars withBiasLearningRate(double rate) {
        Require.positive("the learning rate of biases and norms", rate);
        return withBiasAndNorm(biasAndNorm.withLearningRateScale(rate / learningRate));
    }

    @Override
    public ParameterUpdater updater(ParameterGroup group) {
        return new RuleUpdater(
                new LarsRule(new SgdRule(momentum, nesterov), trustCoefficient, epsilon, clipping), group, biasAndNorm);
    }

    @Override
    public String describe() {
        return "lars(learningRate=" + learningRate + ", momentum=" + momentum + ", nesterov=" + nesterov
                + ", weightDecay=" + weightDecay + ", trustCoefficient=" + trustCoefficient + ", epsilon=" + epsilon
                + ", clipping=" + clipping + biasAndNorm.suffix() + ")";
    }
}

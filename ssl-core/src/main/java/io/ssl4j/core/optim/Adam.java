package io.ssl4j.core.optim;

import io.ssl4j.core.numerics.Require;
import java.util.Objects;

/**
 * Adam (Kingma and Ba 2014, arXiv:1412.6980) as PyTorch's {@code torch.optim.Adam} computes it, at update t = 1, 2,
 * ...:
 *
 * <pre>
 * d = g + weightDecay p                           (decay inside the gradient; {@link AdamW} decouples it)
 * m = beta1 m + (1 - beta1) d
 * v = beta2 v + (1 - beta2) d d
 * p = p - lr / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
 * </pre>
 *
 * Epsilon is added after the bias correction. ND4J's Adam adds it before, so its early steps differ.
 *
 * <p>Defaults ({@link #of}): beta1 0.9, beta2 0.999, epsilon 1e-8 as in the paper and in PyTorch; weight decay 0.
 *
 * @param learningRate base learning rate, above 0
 * @param beta1 decay of the first moment, in {@code [0, 1)}
 * @param beta2 decay of the second moment, in {@code [0, 1)}
 * @param epsilon added to the root of the second moment, above 0
 * @param weightDecay at least 0
 * @param biasAndNorm how biases and normalisation parameters are trained
 */
public record Adam(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, BiasAndNorm biasAndNorm)
        implements Optimizer {

    public Adam {
        Objects.requireNonNull(biasAndNorm, "biasAndNorm");
        Require.positive("learningRate", learningRate);
        Require.fraction("beta1", beta1);
        Require.fraction("beta2", beta2);
        Require.positive("epsilon", epsilon);
        Require.notNegative("weightDecay", weightDecay);
    }

    /** PyTorch's defaults. */
    public static Adam of(double learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8, 0, BiasAndNorm.usual());
    }

    public Adam withBetas(double newBeta1, double newBeta2) {
        return new Adam(learningRate, newBeta1, newBeta2, epsilon, weightDecay, biasAndNorm);
    }

    public Adam withEpsilon(double newEpsilon) {
        return new Adam(learningRate, beta1, beta2, newEpsilon, weightDecay, biasAndNorm);
    }

    public Adam withWeightDecay(double newWeightDecay) {
        return new Adam(learningRate, beta1, beta2, epsilon, newWeightDecay, biasAndNorm);
    }

    /** With other settings for biases and normalisation parameters. */
    public Adam withBiasAndNorm(BiasAndNorm newBiasAndNorm) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, newBiasAndNorm);
    }

    @Override
    public ParameterUpdater updater(ParameterGroup group) {
        return new RuleUpdater(new AdamRule(beta1, beta2, epsilon, false), group, biasAndNorm);
    }

    @Override
    public String describe() {
        return "adam(learningRate=" + learningRate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon
                + ", weightDecay=" + weightDecay + biasAndNorm.suffix() + ")";
    }
}

package io.ssl4j.core.optim;

import io.ssl4j.core.numerics.Require;
import java.util.Objects;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2017, arXiv:1711.05101) as PyTorch's {@code
 * torch.optim.AdamW} computes it, at update t = 1, 2, ...:
 *
 * <pre>
 * p = p - lr weightDecay p
 * m = beta1 m + (1 - beta1) g
 * v = beta2 v + (1 - beta2) g g
 * p = p - lr / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
 * </pre>
 *
 * The decay is multiplied by the scheduled learning rate, as in PyTorch; in the paper it is multiplied only by the
 * schedule's factor.
 *
 * <p>Defaults ({@link #of}): beta1 0.9, beta2 0.999, epsilon 1e-8, weight decay 0.01 as in PyTorch (DINO decays by 0.04
 * to 0.4, MAE by 0.05 with beta2 0.95).
 *
 * @param learningRate base learning rate, above 0
 * @param beta1 decay of the first moment, in {@code [0, 1)}
 * @param beta2 decay of the second moment, in {@code [0, 1)}
 * @param epsilon added to the root of the second moment, above 0
 * @param weightDecay at least 0
 * @param biasAndNorm how biases and normalisation parameters are trained
 */
public record AdamW(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, BiasAndNorm biasAndNorm)
        implements Optimizer {

    public AdamW {
        Objects.requireNonNull(biasAndNorm, "biasAndNorm");
        Require.positive("learningRate", learningRate);
        Require.fraction("beta1", beta1);
        Require.fraction("beta2", beta2);
        Require.positive("epsilon", epsilon);
        Require.notNegative("weightDecay", weightDecay);
    }

    /** PyTorch's defaults. */
    public static AdamW of(double learningRate) {
        return new AdamW(learningRate, 0.9, 0.999, 1e-8, 0.01, BiasAndNorm.usual());
    }

    public AdamW withBetas(double newBeta1, double newBeta2) {
        return new AdamW(learningRate, newBeta1, newBeta2, epsilon, weightDecay, biasAndNorm);
    }

    public AdamW withEpsilon(double newEpsilon) {
        return new AdamW(learningRate, beta1, beta2, newEpsilon, weightDecay, biasAndNorm);
    }

    public AdamW withWeightDecay(double newWeightDecay) {
        return new AdamW(learningRate, beta1, beta2, epsilon, newWeightDecay, biasAndNorm);
    }

    /** With other settings for biases and normalisation parameters. */
    public AdamW withBiasAndNorm(BiasAndNorm newBiasAndNorm) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, newBiasAndNorm);
    }

    @Override
    public ParameterUpdater updater(ParameterGroup group) {
        return new RuleUpdater(new AdamRule(beta1, beta2, epsilon, true), group, biasAndNorm);
    }

    @Override
    public String describe() {
        return "adamW(learningRate=" + learningRate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon
                + ", weightDecay=" + weightDecay + biasAndNorm.suffix() + ")";
    }
}

package io.ssl4j.core.optim;

import io.ssl4j.core.numerics.Require;
import java.util.Objects;

/**
 * Stochastic gradient descent with momentum as PyTorch's {@code torch.optim.SGD} computes it, with dampening 0:
 *
 * <pre>
 * d = g + weightDecay p
 * v = momentum v + d
 * p = p - lr v                    or, with Nesterov's momentum,  p - lr (d + momentum v)
 * </pre>
 *
 * The learning rate is outside the velocity (Sutskever et al. 2013 and Polyak's method have it inside); the two differ
 * when the learning rate changes.
 *
 * <p>Defaults ({@link #of}): momentum 0.9 and no Nesterov, as in MoCo (He et al. 2019, arXiv:1911.05722) and SimSiam
 * (Chen and He 2020, arXiv:2011.10566), whereas PyTorch's own default momentum is 0; weight decay 0 as in PyTorch (the
 * papers use 1e-4 on ImageNet, 5e-4 on CIFAR).
 *
 * @param learningRate base learning rate, above 0
 * @param momentum in {@code [0, 1)}
 * @param nesterov whether to use Nesterov's look-ahead; needs momentum
 * @param weightDecay added to the gradient, times the parameter; at least 0
 * @param biasAndNorm how biases and normalisation parameters are trained
 */
public record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay, BiasAndNorm biasAndNorm)
        implements Optimizer {

    public Sgd {
        Objects.requireNonNull(biasAndNorm, "biasAndNorm");
        Require.positive("learningRate", learningRate);
        SgdRule.requireMomentum(momentum, nesterov);
        Require.notNegative("weightDecay", weightDecay);
    }

    /** Momentum 0.9, no decay. */
    public static Sgd of(double learningRate) {
        return new Sgd(learningRate, 0.9, false, 0, BiasAndNorm.usual());
    }

    public Sgd withMomentum(double newMomentum) {
        return new Sgd(learningRate, newMomentum, nesterov, weightDecay, biasAndNorm);
    }

    public Sgd withNesterov() {
        return new Sgd(learningRate, momentum, true, weightDecay, biasAndNorm);
    }

    public Sgd withWeightDecay(double newWeightDecay) {
        return new Sgd(learningRate, momentum, nesterov, newWeightDecay, biasAndNorm);
    }

    /** With other settings for biases and normalisation parameters. */
    public Sgd withBiasAndNorm(BiasAndNorm newBiasAndNorm) {
        return new Sgd(learningRate, momentum, nesterov, weightDecay, newBiasAndNorm);
    }

    @Override
    public ParameterUpdater updater(ParameterGroup group) {
        return new RuleUpdater(new SgdRule(momentum, nesterov), group, biasAndNorm);
    }

    @Override
    public String describe() {
        return "sgd(learningRate=" + learningRate + ", momentum=" + momentum + ", nesterov=" + nesterov
                + ", weightDecay=" + weightDecay + biasAndNorm.suffix() + ")";
    }
}

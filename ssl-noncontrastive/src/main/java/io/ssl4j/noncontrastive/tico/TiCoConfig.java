package io.ssl4j.noncontrastive.tico;

import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import java.util.Objects;

/**
 * The settings of TiCo. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>beta 0.9 and rho 8: lightly's benchmark of the paper (arXiv:2206.10698) on ImageNet. Earlier versions of
 *       lightly used rho 20.
 *   <li>momentum of the target from 0.99 to 1 along a cosine: lightly's benchmark.
 *   <li>one direction: the first view is trained, the second is its target, as in lightly.
 *   <li>projector with one hidden layer of 4096 with batch norm and 256 outputs: the paper's, as in BYOL; the hidden
 *       layer has no bias, as in lightly.
 *   <li>statistics per view, which cannot be changed: lightly's benchmark ({@code
 *       benchmarks/imagenet/resnet50/tico.py}) runs each view separately, one through the trained network and the other
 *       through its average.
 *   <li>seed 0.
 * </ul>
 *
 * <p>lightly trains it with LARS, and says that training diverges without it.
 *
 * @param beta the fraction of the average covariance that each step keeps, in 0..1
 * @param rho the weight of the covariance term, finite, at least 0; with 0 only the moving target prevents collapse
 * @param momentum the momentum of the target
 * @param symmetric whether each view is also the target of the other: the mean of both directions, at twice the cost
 * @param projector the head between representation and loss, dropped after pretraining
 * @param seed the seed for the projector's initial weights
 */
public record TiCoConfig(
        double beta, double rho, EmaSchedule momentum, boolean symmetric, HeadShape projector, long seed) {

    public TiCoConfig {
        CovarianceAverage.requireBeta(beta);
        TiCoLoss.requireRho(rho);
        Objects.requireNonNull(momentum, "momentum");
        Objects.requireNonNull(projector, "projector");
    }

    /** The defaults described above. */
    public static TiCoConfig defaults() {
        return new TiCoConfig(
                0.9, 8, EmaSchedule.cosine(0.99), false, HeadShape.of(256, 4096).withHiddenBias(false), 0);
    }

    public TiCoConfig withBeta(double newBeta) {
        return new TiCoConfig(newBeta, rho, momentum, symmetric, projector, seed);
    }

    public TiCoConfig withRho(double newRho) {
        return new TiCoConfig(beta, newRho, momentum, symmetric, projector, seed);
    }

    public TiCoConfig withMomentum(EmaSchedule newMomentum) {
        return new TiCoConfig(beta, rho, newMomentum, symmetric, projector, seed);
    }

    public TiCoConfig withSymmetric(boolean bothDirections) {
        return new TiCoConfig(beta, rho, momentum, bothDirections, projector, seed);
    }

    public TiCoConfig withProjector(HeadShape newProjector) {
        return new TiCoConfig(beta, rho, momentum, symmetric, newProjector, seed);
    }

    public TiCoConfig withSeed(long newSeed) {
        return new TiCoConfig(beta, rho, momentum, symmetric, projector, newSeed);
    }
}

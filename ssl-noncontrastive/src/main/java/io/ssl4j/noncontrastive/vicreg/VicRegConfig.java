package io.ssl4j.noncontrastive.vicreg;

import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of VICReg. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>weights 25 for invariance, 25 for variance and 1 for covariance: the paper, section 4.2.
 *   <li>projector of three linear layers, 2048-2048-2048, the first two with batch norm and ReLU, the last without
 *       bias: the form of the paper (section 4.2) and its reference code, at the width that solo-learn uses on CIFAR;
 *       for ImageNet the paper uses 8192.
 *   <li>statistics per view: the reference code (facebookresearch/vicreg, {@code main_vicreg.py}) runs network and
 *       projector on each view separately.
 *   <li>seed 0.
 * </ul>
 *
 * @param invarianceWeight the weight of the distance between the views, finite, at least 0
 * @param varianceWeight the weight of the hinge that keeps dimensions spread out; with 0 the embeddings collapse
 * @param covarianceWeight the weight of the covariances between dimensions
 * @param projector the head between representation and loss, dropped after pretraining
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the projector's initial weights
 */
public record VicRegConfig(
        double invarianceWeight,
        double varianceWeight,
        double covarianceWeight,
        HeadShape projector,
        boolean sharedBatchStatistics,
        long seed) {

    public VicRegConfig {
        VicRegLoss.requireWeight("invariance", invarianceWeight);
        VicRegLoss.requireWeight("variance", varianceWeight);
        VicRegLoss.requireWeight("covariance", covarianceWeight);
        Objects.requireNonNull(projector, "projector");
    }

    /** The defaults described above. */
    public static VicRegConfig defaults() {
        return new VicRegConfig(25, 25, 1, HeadShape.of(2048, 2048, 2048).withOutputBias(false), false, 0);
    }

    /** Sets other weights of the three terms. */
    public VicRegConfig withWeights(double invariance, double variance, double covariance) {
        return new VicRegConfig(invariance, variance, covariance, projector, sharedBatchStatistics, seed);
    }

    public VicRegConfig withInvarianceWeight(double weight) {
        return withWeights(weight, varianceWeight, covarianceWeight);
    }

    public VicRegConfig withVarianceWeight(double weight) {
        return withWeights(invarianceWeight, weight, covarianceWeight);
    }

    public VicRegConfig withCovarianceWeight(double weight) {
        return withWeights(invarianceWeight, varianceWeight, weight);
    }

    public VicRegConfig withProjector(HeadShape newProjector) {
        return new VicRegConfig(
                invarianceWeight, varianceWeight, covarianceWeight, newProjector, sharedBatchStatistics, seed);
    }

    public VicRegConfig withSharedBatchStatistics(boolean shared) {
        return new VicRegConfig(invarianceWeight, varianceWeight, covarianceWeight, projector, shared, seed);
    }

    public VicRegConfig withSeed(long newSeed) {
        return new VicRegConfig(
                invarianceWeight, varianceWeight, covarianceWeight, projector, sharedBatchStatistics, newSeed);
    }
}

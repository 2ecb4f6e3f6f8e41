package io.ssl4j.noncontrastive.barlowtwins;

import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of Barlow Twins. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>lambda 0.005: the paper, section 2.2 (its reference code: 0.0051).
 *   <li>projector of three linear layers without biases, 2048-2048-2048, the first two with batch norm and ReLU: the
 *       form of the paper (section 2.2) and its reference code, at the width that solo-learn uses on CIFAR; for
 *       ImageNet the paper uses 8192. The batch norm without scale and shift that ends the reference code's network is
 *       the loss's standardisation.
 *   <li>statistics per view: the reference code (facebookresearch/barlowtwins, {@code main.py}) runs network and
 *       projector on each view separately.
 *   <li>seed 0.
 * </ul>
 *
 * @param lambda the weight of the redundancy term, finite, at least 0
 * @param projector the head between representation and loss, dropped after pretraining
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the projector's initial weights
 */
public record BarlowTwinsConfig(double lambda, HeadShape projector, boolean sharedBatchStatistics, long seed) {

    public BarlowTwinsConfig {
        BarlowTwinsLoss.requireLambda(lambda);
        Objects.requireNonNull(projector, "projector");
    }

    /** The defaults described above. */
    public static BarlowTwinsConfig defaults() {
        return new BarlowTwinsConfig(
                0.005, HeadShape.normalized(2048, 2048, 2048).withOutputNorm(HeadNorm.NONE), false, 0);
    }

    public BarlowTwinsConfig withLambda(double newLambda) {
        return new BarlowTwinsConfig(newLambda, projector, sharedBatchStatistics, seed);
    }

    public BarlowTwinsConfig withProjector(HeadShape newProjector) {
        return new BarlowTwinsConfig(lambda, newProjector, sharedBatchStatistics, seed);
    }

    public BarlowTwinsConfig withSharedBatchStatistics(boolean shared) {
        return new BarlowTwinsConfig(lambda, projector, shared, seed);
    }

    public BarlowTwinsConfig withSeed(long newSeed) {
        return new BarlowTwinsConfig(lambda, projector, sharedBatchStatistics, newSeed);
    }
}

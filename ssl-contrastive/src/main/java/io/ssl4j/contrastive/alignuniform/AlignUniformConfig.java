package io.ssl4j.contrastive.alignuniform;

import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of alignment and uniformity. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>alpha 2, t 2, lambda 1: the paper's for STL-10 (arXiv:2005.10242) and its reference code (SsnL's
 *       align_uniform). lightly's {@code HypersphereLoss} uses t 1.
 *   <li>projector with one hidden layer of 512 and 128 outputs, all with batch norm and without biases: lightly's for
 *       SimCLR on CIFAR-10. The paper trains the 128 outputs of a small AlexNet without a head.
 *   <li>shared batch statistics: the reference code runs both views through the network as one batch.
 *   <li>seed 0.
 * </ul>
 *
 * @param alpha the power of the distance between two views, finite, at least 1
 * @param t the sharpness of the potential between samples, finite, above 0
 * @param lambda the weight of uniformity, finite, at least 0
 * @param projector the head between representation and loss, dropped after pretraining
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the projector's initial weights
 */
public record AlignUniformConfig(
        double alpha, double t, double lambda, HeadShape projector, boolean sharedBatchStatistics, long seed) {

    public AlignUniformConfig {
        new AlignUniformLoss(alpha, t, lambda);
        Objects.requireNonNull(projector, "projector");
    }

    /** The defaults described above. */
    public static AlignUniformConfig defaults() {
        return new AlignUniformConfig(2, 2, 1, HeadShape.normalized(128, 512), true, 0);
    }

    AlignUniformLoss loss() {
        return new AlignUniformLoss(alpha, t, lambda);
    }

    public AlignUniformConfig withAlpha(double newAlpha) {
        return new AlignUniformConfig(newAlpha, t, lambda, projector, sharedBatchStatistics, seed);
    }

    public AlignUniformConfig withT(double newT) {
        return new AlignUniformConfig(alpha, newT, lambda, projector, sharedBatchStatistics, seed);
    }

    public AlignUniformConfig withLambda(double newLambda) {
        return new AlignUniformConfig(alpha, t, newLambda, projector, sharedBatchStatistics, seed);
    }

    public AlignUniformConfig withProjector(HeadShape newProjector) {
        return new AlignUniformConfig(alpha, t, lambda, newProjector, sharedBatchStatistics, seed);
    }

    public AlignUniformConfig withSharedBatchStatistics(boolean shared) {
        return new AlignUniformConfig(alpha, t, lambda, projector, shared, seed);
    }

    public AlignUniformConfig withSeed(long newSeed) {
        return new AlignUniformConfig(alpha, t, lambda, projector, sharedBatchStatistics, newSeed);
    }
}

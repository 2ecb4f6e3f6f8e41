package io.ssl4j.contrastive.triplet;

import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of the triplet method. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>cosine distance and margin 0.1: FaceNet's squared distance of unit vectors and margin 0.2 (arXiv:1503.03832),
 *       both halved. For the Euclidean distance PyTorch's {@code TripletMarginLoss} has margin 1.
 *   <li>semi-hard negatives: FaceNet, section 3.2.
 *   <li>projector with one hidden layer of 512 and 128 outputs, all with batch norm and without biases: lightly's for
 *       SimCLR on CIFAR-10; 128 dimensions as in FaceNet, which trains its network without a head.
 *   <li>shared batch statistics: FaceNet, section 3.2, chooses negatives among the embeddings of one mini-batch; here
 *       that batch consists of both views, which go through the network together.
 *   <li>seed 0.
 * </ul>
 *
 * @param distance the distance of two embeddings
 * @param margin by how much a negative should be farther away than the positive, finite, above 0
 * @param negatives the choice of the negative row
 * @param projector the head between representation and loss, dropped after pretraining
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the projector's initial weights
 */
public record TripletConfig(
        Distance distance,
        double margin,
        NegativeMining negatives,
        HeadShape projector,
        boolean sharedBatchStatistics,
        long seed) {

    public TripletConfig {
        Objects.requireNonNull(negatives, "negatives");
        Objects.requireNonNull(projector, "projector");
        new TripletLoss(Objects.requireNonNull(distance, "distance"), margin);
    }

    /** The defaults described above. */
    public static TripletConfig defaults() {
        return new TripletConfig(
                Distance.COSINE, 0.1, NegativeMining.SEMI_HARD, HeadShape.normalized(128, 512), true, 0);
    }

    TripletLoss loss() {
        return new TripletLoss(distance, margin);
    }

    /** Sets another distance, and a margin that fits it. */
    public TripletConfig withDistance(Distance newDistance, double newMargin) {
        return new TripletConfig(newDistance, newMargin, negatives, projector, sharedBatchStatistics, seed);
    }

    public TripletConfig withNegatives(NegativeMining mining) {
        return new TripletConfig(distance, margin, mining, projector, sharedBatchStatistics, seed);
    }

    public TripletConfig withProjector(HeadShape newProjector) {
        return new TripletConfig(distance, margin, negatives, newProjector, sharedBatchStatistics, seed);
    }

    public TripletConfig withSharedBatchStatistics(boolean shared) {
        return new TripletConfig(distance, margin, negatives, projector, shared, seed);
    }

    public TripletConfig withSeed(long newSeed) {
        return new TripletConfig(distance, margin, negatives, projector, sharedBatchStatistics, newSeed);
    }
}

package io.ssl4j.noncontrastive.wmse;

import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of W-MSE. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>2 views: the paper's W-MSE 2. Its W-MSE 4 has 4 ({@link #withViews}), with batches of 256 samples instead of
 *       512 and all other numbers the same (htdt/self-supervised, README).
 *   <li>sub-batches of 128 samples and a projector with one hidden layer of 1024 with batch norm and 64 outputs, with
 *       biases: the authors' command for CIFAR-10 (htdt/self-supervised, README) and solo-learn's for CIFAR; for STL-10
 *       and Tiny ImageNet the authors use 256 samples and 128 outputs.
 *   <li>one division of the batch into sub-batches: the same source; for STL-10 and Tiny ImageNet the authors use the
 *       mean of 4.
 *   <li>shrinkage 1e-6: the authors' code, solo-learn and lightly use 0; this makes no difference if embeddings vary in
 *       all directions, and lets a run continue if they do not.
 *   <li>statistics per view: the authors run the encoder on each view separately, solo-learn the projector too.
 *   <li>seed 0.
 * </ul>
 *
 * @param views the number of views of each sample, at least 2; the loss is the mean over their pairs
 * @param shrinkage s of {@code (1 - s) cov + s I}, the matrix used for whitening; at least 0, below 1
 * @param subBatch the number of samples that are whitened together, larger than the number of the projector's outputs;
 *     twice that or more is usual. A batch is divided into as many parts of that size as possible, and the remaining
 *     samples are distributed among them
 * @param divisions the number of random divisions of a batch that the loss is averaged over, at least 1
 * @param projector the head between representation and loss, dropped after pretraining
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the projector's initial weights
 */
public record WMseConfig(
        int views,
        double shrinkage,
        int subBatch,
        int divisions,
        HeadShape projector,
        boolean sharedBatchStatistics,
        long seed) {

    public WMseConfig {
        if (views < 2) {
            throw new IllegalArgumentException(
                    "W-MSE needs at least 2 views of each sample, got " + views + "; the paper has 2 and 4");
        }
        WhitenedMse.requireShrinkage(shrinkage);
        Objects.requireNonNull(projector, "projector");
        if (subBatch <= projector.outputs()) {
            throw new IllegalArgumentException("a sub-batch must have more samples than the projector has outputs, "
                    + projector.outputs() + ", or its covariance is singular; got " + subBatch
                    + "; set a larger sub-batch (twice the outputs is usual) or a narrower projector");
        }
        if (divisions < 1) {
            throw new IllegalArgumentException(
                    "a batch must be divided at least once, got " + divisions + " divisions; the usual number is 1");
        }
    }

    /** The defaults described above. */
    public static WMseConfig defaults() {
        return new WMseConfig(2, 1e-6, 128, 1, HeadShape.of(64, 1024), false, 0);
    }

    public WMseConfig withViews(int newViews) {
        return new WMseConfig(newViews, shrinkage, subBatch, divisions, projector, sharedBatchStatistics, seed);
    }

    public WMseConfig withShrinkage(double newShrinkage) {
        return new WMseConfig(views, newShrinkage, subBatch, divisions, projector, sharedBatchStatistics, seed);
    }

    /** Sets another sub-batch size, with a projector whose output is smaller. */
    public WMseConfig withSubBatch(int newSubBatch, HeadShape newProjector) {
        return new WMseConfig(views, shrinkage, newSubBatch, divisions, newProjector, sharedBatchStatistics, seed);
    }

    public WMseConfig withDivisions(int newDivisions) {
        return new WMseConfig(views, shrinkage, subBatch, newDivisions, projector, sharedBatchStatistics, seed);
    }

    public WMseConfig withSharedBatchStatistics(boolean shared) {
        return new WMseConfig(views, shrinkage, subBatch, divisions, projector, shared, seed);
    }

    public WMseConfig withSeed(long newSeed) {
        return new WMseConfig(views, shrinkage, subBatch, divisions, projector, sharedBatchStatistics, newSeed);
    }
}

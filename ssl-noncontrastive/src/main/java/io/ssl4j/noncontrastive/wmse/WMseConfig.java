package io.ssl4j.noncontrastive.wmse;

import io.ssl4j.core.network.HeadShape;
import java.util.Objects;

/**
 * What can be set on W-MSE. Defaults, from {@link #defaults()}:
 *
 * <ul>
 *   <li>sub-batches of 128 samples and a projector with one hidden layer of 1024 and 64 outputs: the authors' command for
 *       CIFAR-10 (htdt/self-supervised, README) and solo-learn's for CIFAR; for STL-10 and Tiny ImageNet the authors have
 *       256 samples and 128 outputs.
 *   <li>one division of the batch into sub-batches: the same; for STL-10 and Tiny ImageNet the authors have the mean of 4.
 *   <li>shrinkage 1e-6: the authors' code, solo-learn and lightly have 0; this changes nothing where embeddings vary in
 *       all directions, and lets a run go on where in some they do not.
 *   <li>statistics per view: the authors run the encoder on each view by itself, solo-learn the projector too.
 *   <li>seed 0.
 * </ul>
 *
 * @param shrinkage s of {@code (1 - s) cov + s I}, which is what is whitened; at least 0, below 1
 * @param subBatch how many samples are whitened together, above the projector's outputs; twice that or more is usual. A
 *     batch is divided into as many parts as have that size, and what is left over is spread among them
 * @param divisions how many random divisions of a batch the loss is the mean of, at least 1
 * @param projector the head between representation and loss, dropped after pretraining
 * @param sharedBatchStatistics whether batch norm sees both views as one batch; else each view has its own statistics
 * @param seed for the projector's initial weights
 */
public record WMseConfig(
        double shrinkage, int subBatch, int divisions, HeadShape projector, boolean sharedBatchStatistics, long seed) {

    public WMseConfig {
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
        return new WMseConfig(1e-6, 128, 1, HeadShape.of(64, 1024), false, 0);
    }

    public WMseConfig withShrinkage(double newShrinkage) {
        return new WMseConfig(newShrinkage, subBatch, divisions, projector, sharedBatchStatistics, seed);
    }

    /** Another sub-batch, with the projector that it must be larger than. */
    public WMseConfig withSubBatch(int newSubBatch, HeadShape newProjector) {
        return new WMseConfig(shrinkage, newSubBatch, divisions, newProjector, sharedBatchStatistics, seed);
    }

    public WMseConfig withDivisions(int newDivisions) {
        return new WMseConfig(shrinkage, subBatch, newDivisions, projector, sharedBatchStatistics, seed);
    }

    public WMseConfig withSharedBatchStatistics(boolean shared) {
        return new WMseConfig(shrinkage, subBatch, divisions, projector, shared, seed);
    }

    public WMseConfig withSeed(long newSeed) {
        return new WMseConfig(shrinkage, subBatch, divisions, projector, sharedBatchStatistics, newSeed);
    }
}

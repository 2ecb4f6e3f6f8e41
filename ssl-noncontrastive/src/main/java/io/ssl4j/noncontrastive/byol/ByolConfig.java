package io.ssl4j.noncontrastive.byol;

import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of BYOL. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>projector and predictor of one hidden layer of 1024 with batch norm and without bias, and 256 outputs with one:
 *       lightly's for CIFAR-10 with ResNet-18; 256 outputs as in the paper, section 3.3, which uses hidden layers of
 *       4096. In the reference code it is the hidden layers that have biases and the outputs that have none.
 *   <li>momentum of the target from 0.99 to 1 along half a cosine: solo-learn's for CIFAR; the paper uses 0.996 for a
 *       thousand epochs of ImageNet.
 *   <li>statistics per view: the reference code (google-deepmind/deepmind-research, byol) and lightly run each view
 *       separately.
 *   <li>seed 0.
 * </ul>
 *
 * @param projector the head between representation and prediction, also in the target; dropped after pretraining
 * @param predictor the head that only the online network has, with the same output width as the projector; without it
 *     the embeddings collapse
 * @param momentum the momentum of the target
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the heads' initial weights
 */
public record ByolConfig(
        HeadShape projector,
        Optional<HeadShape> predictor,
        EmaSchedule momentum,
        boolean sharedBatchStatistics,
        long seed) {

    private static final HeadShape HEAD = HeadShape.of(256, 1024).withHiddenBias(false);

    public ByolConfig {
        Objects.requireNonNull(projector, "projector");
        Objects.requireNonNull(momentum, "momentum");
        if (predictor.isPresent() && predictor.get().outputs() != projector.outputs()) {
            throw new IllegalArgumentException("the predictor's output must be as wide as the projector's, "
                    + projector.outputs() + ", got " + predictor.get().outputs());
        }
    }

    /** The defaults described above. */
    public static ByolConfig defaults() {
        return new ByolConfig(HEAD, Optional.of(HEAD), EmaSchedule.cosine(0.99), false, 0);
    }

    /** Sets other heads. */
    public ByolConfig withHeads(HeadShape newProjector, HeadShape newPredictor) {
        return new ByolConfig(newProjector, Optional.of(newPredictor), momentum, sharedBatchStatistics, seed);
    }

    /** Sets another projector, and makes the predictor as wide. */
    public ByolConfig withProjector(HeadShape newProjector) {
        return new ByolConfig(
                newProjector,
                predictor.map(head -> head.withOutputs(newProjector.outputs())),
                momentum,
                sharedBatchStatistics,
                seed);
    }

    /** Removes the predictor, to demonstrate collapse (the paper's table 5b). */
    public ByolConfig withoutPredictor() {
        return new ByolConfig(projector, Optional.empty(), momentum, sharedBatchStatistics, seed);
    }

    public ByolConfig withMomentum(EmaSchedule newMomentum) {
        return new ByolConfig(projector, predictor, newMomentum, sharedBatchStatistics, seed);
    }

    public ByolConfig withSharedBatchStatistics(boolean shared) {
        return new ByolConfig(projector, predictor, momentum, shared, seed);
    }

    public ByolConfig withSeed(long newSeed) {
        return new ByolConfig(projector, predictor, momentum, sharedBatchStatistics, newSeed);
    }
}

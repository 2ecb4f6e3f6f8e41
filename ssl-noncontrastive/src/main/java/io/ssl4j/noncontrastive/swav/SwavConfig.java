package io.ssl4j.noncontrastive.swav;

import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of SwAV. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>512 prototypes, projector of one hidden layer of 512 with batch norm and without bias, and 128 outputs with
 *       one: lightly's for CIFAR-10; the paper uses 3000 and 2048-128 for ImageNet, and its reference code both biases.
 *   <li>temperature 0.1, Sinkhorn-Knopp with epsilon 0.05 and 3 iterations: the paper, appendix A.
 *   <li>no queue. For batches much smaller than the number of prototypes the paper keeps 3840 embeddings, used from the
 *       15th epoch (appendix A); {@link #withQueue}.
 *   <li>prototypes frozen for 1 epoch: the reference code (facebookresearch/swav, {@code --freeze_prototypes_niters}
 *       313).
 *   <li>statistics per crop: lightly runs each crop separately. The reference code runs all crops of a size together.
 *   <li>seed 0.
 * </ul>
 *
 * @param prototypes the number of prototypes, at least 2
 * @param projector the head between representation and prototypes, dropped after pretraining
 * @param temperature the temperature of the predictions, finite, above 0
 * @param sinkhorn computes the assignments
 * @param queueSize the number of past embeddings that are included in the assignments, 0 for none
 * @param queueFromEpoch the number of epochs before the queue is used
 * @param frozenEpochs the number of epochs before the prototypes are trained
 * @param sharedBatchStatistics if true, batch norm treats all crops of one size as one batch; otherwise each crop has
 *     its own statistics
 * @param seed the seed for the initial weights of projector and prototypes
 */
public record SwavConfig(
        int prototypes,
        HeadShape projector,
        double temperature,
        SinkhornKnopp sinkhorn,
        int queueSize,
        int queueFromEpoch,
        int frozenEpochs,
        boolean sharedBatchStatistics,
        long seed) {

    public SwavConfig {
        if (prototypes < 2) {
            throw new IllegalArgumentException("SwAV needs at least 2 prototypes, got " + prototypes);
        }
        Objects.requireNonNull(projector, "projector");
        Objects.requireNonNull(sinkhorn, "sinkhorn");
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "the temperature must be finite and above 0, got " + temperature + "; the paper has 0.1");
        }
        if (queueSize < 0 || queueFromEpoch < 0 || frozenEpochs < 0) {
            throw new IllegalArgumentException(
                    "the queue's size and the epochs without queue and with frozen prototypes"
                            + " must be at least 0, got " + queueSize + ", " + queueFromEpoch + " and " + frozenEpochs);
        }
    }

    /** The defaults described above. */
    public static SwavConfig defaults() {
        return new SwavConfig(
                512, HeadShape.of(128, 512).withHiddenBias(false), 0.1, new SinkhornKnopp(0.05, 3), 0, 15, 1, false, 0);
    }

    public SwavConfig withPrototypes(int count) {
        return new SwavConfig(
                count,
                projector,
                temperature,
                sinkhorn,
                queueSize,
                queueFromEpoch,
                frozenEpochs,
                sharedBatchStatistics,
                seed);
    }

    public SwavConfig withProjector(HeadShape newProjector) {
        return new SwavConfig(
                prototypes,
                newProjector,
                temperature,
                sinkhorn,
                queueSize,
                queueFromEpoch,
                frozenEpochs,
                sharedBatchStatistics,
                seed);
    }

    public SwavConfig withTemperature(double newTemperature) {
        return new SwavConfig(
                prototypes,
                projector,
                newTemperature,
                sinkhorn,
                queueSize,
                queueFromEpoch,
                frozenEpochs,
                sharedBatchStatistics,
                seed);
    }

    public SwavConfig withSinkhorn(SinkhornKnopp newSinkhorn) {
        return new SwavConfig(
                prototypes,
                projector,
                temperature,
                newSinkhorn,
                queueSize,
                queueFromEpoch,
                frozenEpochs,
                sharedBatchStatistics,
                seed);
    }

    /** Sets a queue of this many embeddings that is used after some epochs. */
    public SwavConfig withQueue(int size, int fromEpoch) {
        return new SwavConfig(
                prototypes,
                projector,
                temperature,
                sinkhorn,
                size,
                fromEpoch,
                frozenEpochs,
                sharedBatchStatistics,
                seed);
    }

    public SwavConfig withFrozenEpochs(int epochs) {
        return new SwavConfig(
                prototypes,
                projector,
                temperature,
                sinkhorn,
                queueSize,
                queueFromEpoch,
                epochs,
                sharedBatchStatistics,
                seed);
    }

    public SwavConfig withSharedBatchStatistics(boolean shared) {
        return new SwavConfig(
                prototypes, projector, temperature, sinkhorn, queueSize, queueFromEpoch, frozenEpochs, shared, seed);
    }

    public SwavConfig withSeed(long newSeed) {
        return new SwavConfig(
                prototypes,
                projector,
                temperature,
                sinkhorn,
                queueSize,
                queueFromEpoch,
                frozenEpochs,
                sharedBatchStatistics,
                newSeed);
    }
}

package io.ssl4j.contrastive.supcon;

import io.ssl4j.contrastive.loss.Temperature;
import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of SupCon. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>temperature 0.1: the paper (arXiv:2004.11362, section 4). solo-learn uses 0.2 on CIFAR.
 *   <li>projector with one hidden layer of 2048 and 128 outputs, without batch norm: the paper, section 3.1. solo-learn
 *       uses 2048 and 256 on CIFAR.
 *   <li>shared batch statistics: the reference code (HobbitLong/SupContrast) runs both views through the network as one
 *       batch.
 *   <li>seed 0.
 * </ul>
 *
 * @param temperature finite, above 0
 * @param projector the head between representation and loss, dropped after pretraining
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the projector's initial weights
 */
public record SupConConfig(double temperature, HeadShape projector, boolean sharedBatchStatistics, long seed) {

    public SupConConfig {
        Temperature.require(temperature);
        Objects.requireNonNull(projector, "projector");
    }

    /** The defaults described above. */
    public static SupConConfig defaults() {
        return new SupConConfig(0.1, HeadShape.withoutNorm(128, 2048), true, 0);
    }

    public SupConConfig withTemperature(double newTemperature) {
        return new SupConConfig(newTemperature, projector, sharedBatchStatistics, seed);
    }

    public SupConConfig withProjector(HeadShape newProjector) {
        return new SupConConfig(temperature, newProjector, sharedBatchStatistics, seed);
    }

    public SupConConfig withSharedBatchStatistics(boolean shared) {
        return new SupConConfig(temperature, projector, shared, seed);
    }

    public SupConConfig withSeed(long newSeed) {
        return new SupConConfig(temperature, projector, sharedBatchStatistics, newSeed);
    }
}

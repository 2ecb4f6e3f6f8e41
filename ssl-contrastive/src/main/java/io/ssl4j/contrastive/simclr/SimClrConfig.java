package io.ssl4j.contrastive.simclr;

import io.ssl4j.contrastive.loss.Negatives;
import io.ssl4j.contrastive.loss.Temperature;
import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of SimCLR. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>temperature 0.5: the paper's for CIFAR-10 (arXiv:2002.05709, appendix B.9). For ImageNet with batch size 4096
 *       the reference code uses 0.1; solo-learn uses 0.2 for CIFAR.
 *   <li>projector with one hidden layer of 512 and 128 outputs, all with batch norm and without biases: lightly's for
 *       CIFAR-10 with ResNet-18 ({@code SimCLRProjectionHead}); 128 outputs as in the paper, section 2.1. In the
 *       reference code the last batch norm has a scale and no shift: {@code
 *       projector().withOutputNorm(HeadNorm.SCALE)}. solo-learn's head has no batch norm and keeps the biases: {@code
 *       HeadShape.withoutNorm(256, 2048)}.
 *   <li>shared batch statistics: the reference code (google-research/simclr, {@code model.py}) concatenates both views
 *       along the batch before the network, so batch norm sees them together. lightly runs each view separately.
 *   <li>objective NT-Xent: the paper, equation 1.
 *   <li>negatives by softmax: the paper, equation 1.
 *   <li>seed 0.
 * </ul>
 *
 * @param temperature finite, above 0
 * @param projector the head between representation and loss, dropped after pretraining
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param objective the loss
 * @param negatives the treatment of the views of other samples
 * @param seed the seed for the projector's initial weights
 */
public record SimClrConfig(
        double temperature,
        HeadShape projector,
        boolean sharedBatchStatistics,
        Objective objective,
        Negatives negatives,
        long seed) {

    public SimClrConfig {
        Temperature.require(temperature);
        Objects.requireNonNull(projector, "projector");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(negatives, "negatives");
    }

    /** The defaults described above. */
    public static SimClrConfig defaults() {
        return new SimClrConfig(0.5, HeadShape.normalized(128, 512), true, Objective.NT_XENT, Negatives.softmax(), 0);
    }

    public SimClrConfig withTemperature(double newTemperature) {
        return new SimClrConfig(newTemperature, projector, sharedBatchStatistics, objective, negatives, seed);
    }

    public SimClrConfig withProjector(HeadShape newProjector) {
        return new SimClrConfig(temperature, newProjector, sharedBatchStatistics, objective, negatives, seed);
    }

    public SimClrConfig withSharedBatchStatistics(boolean shared) {
        return new SimClrConfig(temperature, projector, shared, objective, negatives, seed);
    }

    public SimClrConfig withObjective(Objective newObjective) {
        return new SimClrConfig(temperature, projector, sharedBatchStatistics, newObjective, negatives, seed);
    }

    public SimClrConfig withNegatives(Negatives newNegatives) {
        return new SimClrConfig(temperature, projector, sharedBatchStatistics, objective, newNegatives, seed);
    }

    public SimClrConfig withSeed(long newSeed) {
        return new SimClrConfig(temperature, projector, sharedBatchStatistics, objective, negatives, newSeed);
    }
}

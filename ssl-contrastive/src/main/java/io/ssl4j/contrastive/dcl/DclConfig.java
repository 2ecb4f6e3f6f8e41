package io.ssl4j.contrastive.dcl;

import io.ssl4j.contrastive.loss.DclLoss;
import io.ssl4j.contrastive.loss.Temperature;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The settings of DCL and DCLW. The defaults, from {@link #dcl} and {@link #dclw}, are:
 *
 * <ul>
 *   <li>temperature 0.1: lightly's {@code DCLLoss} and {@code DCLWLoss}. Its CIFAR-10 benchmark uses 0.5.
 *   <li>sigma 0.5 for DCLW, none for DCL: the paper (arXiv:2110.06848) and lightly's {@code DCLWLoss}.
 *   <li>projector with one hidden layer of 512 and 128 outputs, all with batch norm and without biases: lightly's for
 *       CIFAR-10 with ResNet-18, which is SimCLR's; 128 outputs as in SimCLR (arXiv:2002.05709, section 2.1).
 *   <li>shared batch statistics: as in SimCLR's reference code, on which the paper builds. lightly runs each view
 *       separately.
 *   <li>seed 0.
 * </ul>
 *
 * @param temperature finite, above 0
 * @param sigma how sharply pairs are weighted by their distance, finite, above 0 (DCLW); empty for equal weights (DCL)
 * @param projector the head between representation and loss, dropped after pretraining
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the projector's initial weights
 */
public record DclConfig(
        double temperature, OptionalDouble sigma, HeadShape projector, boolean sharedBatchStatistics, long seed) {

    public DclConfig {
        Temperature.require(temperature);
        sigma.ifPresent(DclLoss::requireSigma);
        Objects.requireNonNull(projector, "projector");
    }

    /** The defaults described above, with equal weights for all pairs. */
    public static DclConfig dcl() {
        return new DclConfig(0.1, OptionalDouble.empty(), HeadShape.normalized(128, 512), true, 0);
    }

    /** The defaults described above, with weights. */
    public static DclConfig dclw() {
        return dcl().withSigma(0.5);
    }

    TwoViewLoss loss() {
        return sigma.isPresent() ? DclLoss.weighted(temperature, sigma.getAsDouble()) : DclLoss.of(temperature);
    }

    public DclConfig withTemperature(double newTemperature) {
        return new DclConfig(newTemperature, sigma, projector, sharedBatchStatistics, seed);
    }

    /** Sets weights of this sharpness, which makes it DCLW. */
    public DclConfig withSigma(double newSigma) {
        return new DclConfig(temperature, OptionalDouble.of(newSigma), projector, sharedBatchStatistics, seed);
    }

    public DclConfig withProjector(HeadShape newProjector) {
        return new DclConfig(temperature, sigma, newProjector, sharedBatchStatistics, seed);
    }

    public DclConfig withSharedBatchStatistics(boolean shared) {
        return new DclConfig(temperature, sigma, projector, shared, seed);
    }

    public DclConfig withSeed(long newSeed) {
        return new DclConfig(temperature, sigma, projector, sharedBatchStatistics, newSeed);
    }
}

package io.ssl4j.contrastive.nnclr;

import io.ssl4j.contrastive.loss.Temperature;
import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of NNCLR. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>temperature 0.1: the paper, section 4.1. (solo-learn uses 0.2 for CIFAR.)
 *   <li>a support set of 4096: lightly's for CIFAR-10 (its "bank"); the paper uses 98304 for ImageNet.
 *   <li>projector of one hidden layer of 2048 and 256 outputs, all with batch norm, and predictor of one hidden layer
 *       of 4096 with batch norm and 256 outputs without: lightly's for CIFAR-10; the form is the paper's (section 4.1).
 *       A linear map before a batch norm has no bias, as in lightly.
 *   <li>statistics per view: lightly runs each view separately.
 *   <li>seed 0.
 * </ul>
 *
 * @param temperature finite, above 0
 * @param supportSize the number of projections that are kept, at least 1
 * @param projector the head between representation and prediction, dropped after pretraining
 * @param predictor the head on the projector, with the same output width
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the heads' initial weights and the support set's first rows
 */
public record NnClrConfig(
        double temperature,
        int supportSize,
        HeadShape projector,
        HeadShape predictor,
        boolean sharedBatchStatistics,
        long seed) {

    public NnClrConfig {
        Temperature.require(temperature);
        if (supportSize < 1) {
            throw new IllegalArgumentException("the support set must hold at least 1 projection, got " + supportSize);
        }
        Objects.requireNonNull(projector, "projector");
        if (predictor.outputs() != projector.outputs()) {
            throw new IllegalArgumentException("the predictor's output must be as wide as the projector's, "
                    + projector.outputs() + ", got " + predictor.outputs());
        }
    }

    /** The defaults described above. */
    public static NnClrConfig defaults() {
        return new NnClrConfig(
                0.1,
                4096,
                HeadShape.normalized(256, 2048),
                HeadShape.of(256, 4096).withHiddenBias(false),
                false,
                0);
    }

    public NnClrConfig withTemperature(double newTemperature) {
        return new NnClrConfig(newTemperature, supportSize, projector, predictor, sharedBatchStatistics, seed);
    }

    public NnClrConfig withSupportSize(int size) {
        return new NnClrConfig(temperature, size, projector, predictor, sharedBatchStatistics, seed);
    }

    /** Sets another projector, and makes the predictor as wide. */
    public NnClrConfig withProjector(HeadShape newProjector) {
        return withHeads(newProjector, predictor.withOutputs(newProjector.outputs()));
    }

    /** Sets other heads. */
    public NnClrConfig withHeads(HeadShape newProjector, HeadShape newPredictor) {
        return new NnClrConfig(temperature, supportSize, newProjector, newPredictor, sharedBatchStatistics, seed);
    }

    public NnClrConfig withSharedBatchStatistics(boolean shared) {
        return new NnClrConfig(temperature, supportSize, projector, predictor, shared, seed);
    }

    public NnClrConfig withSeed(long newSeed) {
        return new NnClrConfig(temperature, supportSize, projector, predictor, sharedBatchStatistics, newSeed);
    }
}

package io.ssl4j.noncontrastive.simsiam;

import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of SimSiam. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>2 views. FastSiam has 4 ({@link #fastSiam()}), as in lightly.
 *   <li>projector of two linear layers without biases, 2048-2048, each with batch norm, the last one without scale and
 *       shift: the paper's for CIFAR-10 (appendix D), with the batch norms of the reference code
 *       (facebookresearch/simsiam, {@code simsiam/builder.py}); for ImageNet it has three. (There the last linear map
 *       has a bias that is not trained; the batch norm takes it out.)
 *   <li>predictor with a bottleneck of 512 without bias, with batch norm, and 2048 outputs with a bias: the paper,
 *       section 3, "Predictor", and the reference code.
 *   <li>the predictor keeps the base learning rate: the reference code (facebookresearch/simsiam, {@code
 *       --fix-pred-lr}).
 *   <li>statistics per view: the reference code runs each view separately.
 *   <li>seed 0.
 * </ul>
 *
 * @param views the number of views of each sample, at least 2; with more than 2, the target of each is the mean
 *     projection of the others
 * @param projector the head between representation and prediction, dropped after pretraining
 * @param predictor the head on the projector, with the same output width
 * @param constantPredictorRate whether the predictor is excluded from the learning rate schedule
 * @param stopGradient whether targets are constants; if gradients flow through them, the embeddings collapse (the
 *     paper's figure 2)
 * @param sharedBatchStatistics if true, batch norm treats all views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the heads' initial weights
 */
public record SimSiamConfig(
        int views,
        HeadShape projector,
        HeadShape predictor,
        boolean constantPredictorRate,
        boolean stopGradient,
        boolean sharedBatchStatistics,
        long seed) {

    public SimSiamConfig {
        if (views < 2) {
            throw new IllegalArgumentException("SimSiam needs at least 2 views of each sample, got " + views);
        }
        Objects.requireNonNull(projector, "projector");
        if (predictor.outputs() != projector.outputs()) {
            throw new IllegalArgumentException("the predictor's output must be as wide as the projector's, "
                    + projector.outputs() + ", got " + predictor.outputs());
        }
    }

    /** The defaults described above. */
    public static SimSiamConfig defaults() {
        return new SimSiamConfig(
                2,
                HeadShape.normalized(2048, 2048).withOutputNorm(HeadNorm.PLAIN),
                HeadShape.of(2048, 512).withHiddenBias(false),
                true,
                true,
                false,
                0);
    }

    /** FastSiam: the defaults with 4 views (Pototzky, Sultan, Schmidt-Thieme 2022, "FastSiam", section 3). */
    public static SimSiamConfig fastSiam() {
        return defaults().withViews(4);
    }

    public SimSiamConfig withViews(int count) {
        return new SimSiamConfig(
                count, projector, predictor, constantPredictorRate, stopGradient, sharedBatchStatistics, seed);
    }

    /** Sets other heads. */
    public SimSiamConfig withHeads(HeadShape newProjector, HeadShape newPredictor) {
        return new SimSiamConfig(
                views, newProjector, newPredictor, constantPredictorRate, stopGradient, sharedBatchStatistics, seed);
    }

    /** Sets another projector, and makes the predictor as wide. */
    public SimSiamConfig withProjector(HeadShape newProjector) {
        return withHeads(newProjector, predictor.withOutputs(newProjector.outputs()));
    }

    /** Sets another predictor, with the same output width as the projector. */
    public SimSiamConfig withPredictor(HeadShape newPredictor) {
        return withHeads(projector, newPredictor);
    }

    public SimSiamConfig withConstantPredictorRate(boolean constant) {
        return new SimSiamConfig(views, projector, predictor, constant, stopGradient, sharedBatchStatistics, seed);
    }

    /** Lets gradients flow through the targets, to demonstrate collapse. */
    public SimSiamConfig withoutStopGradient() {
        return withStopGradient(false);
    }

    public SimSiamConfig withStopGradient(boolean stop) {
        return new SimSiamConfig(views, projector, predictor, constantPredictorRate, stop, sharedBatchStatistics, seed);
    }

    public SimSiamConfig withSharedBatchStatistics(boolean shared) {
        return new SimSiamConfig(views, projector, predictor, constantPredictorRate, stopGradient, shared, seed);
    }

    public SimSiamConfig withSeed(long newSeed) {
        return new SimSiamConfig(
                views, projector, predictor, constantPredictorRate, stopGradient, sharedBatchStatistics, newSeed);
    }
}

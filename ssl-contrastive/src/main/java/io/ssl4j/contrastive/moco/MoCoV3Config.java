package io.ssl4j.contrastive.moco;

import io.ssl4j.contrastive.loss.Temperature;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import java.util.Objects;

/**
 * The settings of MoCo v3. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>temperature 0.2: solo-learn's for CIFAR; the paper uses 1.0 for ResNet-50 and 0.2 for ViT.
 *   <li>projector and predictor of one hidden layer of 4096 with batch norm and 256 outputs, without biases; the
 *       projector's outputs have a batch norm without scale and shift: the reference code's for ResNet-50
 *       (facebookresearch/moco-v3, {@code moco/builder.py}), also solo-learn's for CIFAR. For ViT the projector has one
 *       hidden layer more, and the predictor ends with such a batch norm too.
 *   <li>momentum of the key encoder from 0.99 to 1 along half a cosine: the paper, section 3.
 *   <li>statistics per view: the reference code (facebookresearch/moco-v3) runs each view separately.
 *   <li>seed 0.
 * </ul>
 *
 * @param temperature finite, above 0
 * @param projector the head between representation and prediction, also in the key encoder; dropped after pretraining
 * @param predictor the head that only the query encoder has, as wide as the projector
 * @param momentum the momentum of the key encoder
 * @param sharedBatchStatistics if true, batch norm treats both views as one batch; otherwise each view has its own
 *     statistics
 * @param seed the seed for the heads' initial weights
 */
public record MoCoV3Config(
        double temperature,
        HeadShape projector,
        HeadShape predictor,
        EmaSchedule momentum,
        boolean sharedBatchStatistics,
        long seed) {

    public MoCoV3Config {
        Temperature.require(temperature);
        Objects.requireNonNull(projector, "projector");
        Objects.requireNonNull(momentum, "momentum");
        if (predictor.outputs() != projector.outputs()) {
            throw new IllegalArgumentException("the predictor's output must be as wide as the projector's, "
                    + projector.outputs() + ", got " + predictor.outputs());
        }
    }

    /** The defaults described above. */
    public static MoCoV3Config defaults() {
        return new MoCoV3Config(
                0.2,
                HeadShape.normalized(256, 4096).withOutputNorm(HeadNorm.PLAIN),
                HeadShape.normalized(256, 4096).withOutputNorm(HeadNorm.NONE),
                EmaSchedule.cosine(0.99),
                false,
                0);
    }

    public MoCoV3Config withTemperature(double newTemperature) {
        return new MoCoV3Config(newTemperature, projector, predictor, momentum, sharedBatchStatistics, seed);
    }

    /** Sets another projector, and makes the predictor as wide. */
    public MoCoV3Config withProjector(HeadShape newProjector) {
        return withHeads(newProjector, predictor.withOutputs(newProjector.outputs()));
    }

    /** Sets other heads. */
    public MoCoV3Config withHeads(HeadShape newProjector, HeadShape newPredictor) {
        return new MoCoV3Config(temperature, newProjector, newPredictor, momentum, sharedBatchStatistics, seed);
    }

    public MoCoV3Config withMomentum(EmaSchedule newMomentum) {
        return new MoCoV3Config(temperature, projector, predictor, newMomentum, sharedBatchStatistics, seed);
    }

    public MoCoV3Config withSharedBatchStatistics(boolean shared) {
        return new MoCoV3Config(temperature, projector, predictor, momentum, shared, seed);
    }

    public MoCoV3Config withSeed(long newSeed) {
        return new MoCoV3Config(temperature, projector, predictor, momentum, sharedBatchStatistics, newSeed);
    }
}

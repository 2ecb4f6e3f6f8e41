package io.ssl4j.contrastive.moco;

import io.ssl4j.contrastive.loss.Negatives;
import io.ssl4j.contrastive.loss.Temperature;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Objects;

/**
 * The settings of MoCo v1 and v2. The defaults, from {@link #v2()}, are:
 *
 * <ul>
 *   <li>temperature 0.1, a queue of 4096 keys, momentum 0.99: MoCo's own CIFAR-10 demo (facebookresearch/moco, colab
 *       notebook). For ImageNet the papers use 0.07 (v1) and 0.2 (v2), 65536 keys and 0.999.
 *   <li>projector with one hidden layer of 512 and 128 outputs, without batch norm: v2's MLP head (whose width there is
 *       that of the encoder's last layer); v1 has a single linear layer ({@link #v1()}).
 *   <li>one-sided: view 1 gives the queries and view 2 the keys, as in the papers; the demo also has a symmetric
 *       variant.
 *   <li>batch norm over 8 parts of the batch in the encoders, with keys in another order than queries: the effect of
 *       several GPUs and "shuffling BN" in the papers (v1, section 3.3), with the number of parts of the demo.
 *   <li>negatives by softmax: v1, equation 1. The M negatives of {@link Negatives} are the queue's rows, keys of past
 *       batches, which are as representative of the data as the rest of a batch, so tau-plus is again about one over
 *       the number of classes. R is a mean over more rows than within a batch, but the correction still relies on one
 *       positive. Cancellation also removes older keys of the query's own sample, which a queue larger than the data
 *       set contains.
 *   <li>seed 0.
 * </ul>
 *
 * @param temperature finite, above 0
 * @param queueSize the number of keys that are kept, at least 1; need not be a multiple of the batch size
 * @param projector the head between representation and loss, dropped after pretraining
 * @param momentum the momentum of the key encoder
 * @param symmetric whether each view gives queries once and keys once
 * @param batchNormSplits the number of parts into which batch norm splits the batch of a view; with 1, a query can
 *     recognise its key by the batch statistics that they share
 * @param negatives the treatment of the keys in the queue
 * @param seed the seed for the projector's initial weights and the queue's first rows
 */
public record MoCoConfig(
        double temperature,
        int queueSize,
        HeadShape projector,
        EmaSchedule momentum,
        boolean symmetric,
        int batchNormSplits,
        Negatives negatives,
        long seed) {

    public MoCoConfig {
        Temperature.require(temperature);
        if (queueSize < 1) {
            throw new IllegalArgumentException("the queue must hold at least 1 key, got " + queueSize);
        }
        if (batchNormSplits < 1) {
            throw new IllegalArgumentException(
                    "batch norm must cut the batch into at least 1 part, got " + batchNormSplits);
        }
        Objects.requireNonNull(projector, "projector");
        Objects.requireNonNull(momentum, "momentum");
        Objects.requireNonNull(negatives, "negatives");
    }

    /** MoCo v2's defaults, described above. */
    public static MoCoConfig v2() {
        return new MoCoConfig(
                0.1,
                4096,
                HeadShape.withoutNorm(128, 512),
                EmaSchedule.constant(0.99),
                false,
                8,
                Negatives.softmax(),
                0);
    }

    /** MoCo v1's defaults: those of v2 with a single linear layer as projector. */
    public static MoCoConfig v1() {
        return v2().withProjector(HeadShape.withoutNorm(128));
    }

    /** Returns whether this is v1: a projector without a hidden layer. */
    boolean isV1() {
        return projector.hidden().isEmpty();
    }

    /** The views of the version. */
    ViewNeed viewsNeeded() {
        return ViewNeed.pair(isV1() ? "moco-v1" : "moco-v2");
    }

    public MoCoConfig withTemperature(double newTemperature) {
        return new MoCoConfig(
                newTemperature, queueSize, projector, momentum, symmetric, batchNormSplits, negatives, seed);
    }

    public MoCoConfig withQueueSize(int size) {
        return new MoCoConfig(temperature, size, projector, momentum, symmetric, batchNormSplits, negatives, seed);
    }

    public MoCoConfig withProjector(HeadShape newProjector) {
        return new MoCoConfig(
                temperature, queueSize, newProjector, momentum, symmetric, batchNormSplits, negatives, seed);
    }

    public MoCoConfig withMomentum(EmaSchedule newMomentum) {
        return new MoCoConfig(
                temperature, queueSize, projector, newMomentum, symmetric, batchNormSplits, negatives, seed);
    }

    public MoCoConfig withSymmetric(boolean both) {
        return new MoCoConfig(temperature, queueSize, projector, momentum, both, batchNormSplits, negatives, seed);
    }

    public MoCoConfig withBatchNormSplits(int splits) {
        return new MoCoConfig(temperature, queueSize, projector, momentum, symmetric, splits, negatives, seed);
    }

    public MoCoConfig withNegatives(Negatives newNegatives) {
        return new MoCoConfig(
                temperature, queueSize, projector, momentum, symmetric, batchNormSplits, newNegatives, seed);
    }

    public MoCoConfig withSeed(long newSeed) {
        return new MoCoConfig(
                temperature, queueSize, projector, momentum, symmetric, batchNormSplits, negatives, newSeed);
    }
}

package io.ssl4j.eval.finetune;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.Optimizers;
import java.util.Objects;

/**
 * The settings of fine-tuning.
 *
 * @param optimizer the optimiser; its learning rate is that of the head
 * @param epochs passes over the labelled samples, at most
 * @param batchSize samples per update; fewer if there are fewer samples
 * @param bodyRate factor on the learning rate of the encoder
 * @param layerDecay factor on the learning rate from each block of the encoder to the one below it, in (0, 1]; 1 gives
 *     all blocks the same rate (Clark et al. 2020, arXiv:2003.10555, appendix A; Bao et al. 2021, arXiv:2106.08254)
 * @param warmupEpochs epochs over which the rate rises from 0, before it falls along half a cosine
 * @param labelSmoothing share of a target that goes to all classes, in [0, 1); for {@code LABELS}, towards 1/2
 * @param frozenEpochs first epochs in which only the head is trained, on the representations of the unchanged encoder
 * @param patience epochs without a better validation score after which training ends; 0 runs all epochs. The best
 *     parameters on the validation part are kept in either case
 * @param augment whether training sees augmented views; if false, samples as they are
 * @param seed the seed for the head's initial weights, the order of the samples and the augmentation
 */
public record FineTuneConfig(
        Optimizer optimizer,
        int epochs,
        int batchSize,
        double bodyRate,
        double layerDecay,
        double warmupEpochs,
        double labelSmoothing,
        int frozenEpochs,
        int patience,
        boolean augment,
        long seed) {

    /** The default learning rate of the head. */
    public static final double LEARNING_RATE = 1e-3;

    /** The default weight decay. */
    public static final double WEIGHT_DECAY = 0.05;

    public FineTuneConfig {
        Objects.requireNonNull(optimizer, "optimizer");
        Require.notNegative("bodyRate", bodyRate);
        Require.notNegative("warmupEpochs", warmupEpochs);
        if (!(layerDecay > 0 && layerDecay <= 1)) {
            throw new IllegalArgumentException("layerDecay must be above 0 and at most 1, got " + layerDecay);
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException("labelSmoothing must be in [0, 1), got " + labelSmoothing);
        }
        if (epochs < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "epochs and batchSize must be at least 1, got " + epochs + " and " + batchSize);
        }
        if (frozenEpochs < 0 || patience < 0) {
            throw new IllegalArgumentException(
                    "frozenEpochs and patience must be at least 0, got " + frozenEpochs + " and " + patience);
        }
    }

    /**
     * AdamW at 1e-3 with decay 0.05, 30 epochs of batches of 64, one rate for body and head, a warm-up of one epoch,
     * augmentation, no smoothing, nothing frozen, all epochs.
     */
    public static FineTuneConfig defaults() {
        return new FineTuneConfig(
                Optimizers.adamW(LEARNING_RATE).withWeightDecay(WEIGHT_DECAY), 30, 64, 1, 1, 1, 0, 0, 0, true, 0);
    }

    public FineTuneConfig withOptimizer(Optimizer value) {
        return new FineTuneConfig(
                value,
                epochs,
                batchSize,
                bodyRate,
                layerDecay,
                warmupEpochs,
                labelSmoothing,
                frozenEpochs,
                patience,
                augment,
                seed);
    }

    public FineTuneConfig withEpochs(int value) {
        return new FineTuneConfig(
                optimizer,
                value,
                batchSize,
                bodyRate,
                layerDecay,
                warmupEpochs,
                labelSmoothing,
                frozenEpochs,
                patience,
                augment,
                seed);
    }

    public FineTuneConfig withBatchSize(int value) {
        return new FineTuneConfig(
                optimizer,
                epochs,
                value,
                bodyRate,
                layerDecay,
                warmupEpochs,
                labelSmoothing,
                frozenEpochs,
                patience,
                augment,
                seed);
    }

    public FineTuneConfig withBodyRate(double value) {
        return new FineTuneConfig(
                optimizer,
                epochs,
                batchSize,
                value,
                layerDecay,
                warmupEpochs,
                labelSmoothing,
                frozenEpochs,
                patience,
                augment,
                seed);
    }

    public FineTuneConfig withLayerDecay(double value) {
        return new FineTuneConfig(
                optimizer,
                epochs,
                batchSize,
                bodyRate,
                value,
                warmupEpochs,
                labelSmoothing,
                frozenEpochs,
                patience,
                augment,
                seed);
    }

    public FineTuneConfig withWarmupEpochs(double value) {
        return new FineTuneConfig(
                optimizer,
                epochs,
                batchSize,
                bodyRate,
                layerDecay,
                value,
                labelSmoothing,
                frozenEpochs,
                patience,
                augment,
                seed);
    }

    public FineTuneConfig withLabelSmoothing(double value) {
        return new FineTuneConfig(
                optimizer,
                epochs,
                batchSize,
                bodyRate,
                layerDecay,
                warmupEpochs,
                value,
                frozenEpochs,
                patience,
                augment,
                seed);
    }

    public FineTuneConfig withFrozenEpochs(int value) {
        return new FineTuneConfig(
                optimizer,
                epochs,
                batchSize,
                bodyRate,
                layerDecay,
                warmupEpochs,
                labelSmoothing,
                value,
                patience,
                augment,
                seed);
    }

    public FineTuneConfig withPatience(int value) {
        return new FineTuneConfig(
                optimizer,
                epochs,
                batchSize,
                bodyRate,
                layerDecay,
                warmupEpochs,
                labelSmoothing,
                frozenEpochs,
                value,
                augment,
                seed);
    }

    public FineTuneConfig withAugment(boolean value) {
        return new FineTuneConfig(
                optimizer,
                epochs,
                batchSize,
                bodyRate,
                layerDecay,
                warmupEpochs,
                labelSmoothing,
                frozenEpochs,
                patience,
                value,
                seed);
    }

    public FineTuneConfig withSeed(long value) {
        return new FineTuneConfig(
                optimizer,
                epochs,
                batchSize,
                bodyRate,
                layerDecay,
                warmupEpochs,
                labelSmoothing,
                frozenEpochs,
                patience,
                augment,
                value);
    }
}

package io.ssl4j.cli.option;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.eval.finetune.FineTuneConfig;
import picocli.CommandLine.Option;

/** How an encoder is fine-tuned. */
public final class FinetuneOptions {

    private static final FineTuneConfig DEFAULTS = FineTuneConfig.defaults();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the labelled samples, at most. Default: ${DEFAULT-VALUE}.")
    public int epochs = DEFAULTS.epochs();

    @Option(names = "--batch-size", paramLabel = "N", description = "Samples per step. Default: ${DEFAULT-VALUE}.")
    int batchSize = DEFAULTS.batchSize();

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            description = "Learning rate of the head, for AdamW. Default: ${DEFAULT-VALUE}.")
    double learningRate = FineTuneConfig.LEARNING_RATE;

    @Option(names = "--weight-decay", paramLabel = "DECAY", description = "Default: ${DEFAULT-VALUE}.")
    double weightDecay = FineTuneConfig.WEIGHT_DECAY;

    @Option(
            names = "--body-rate",
            paramLabel = "FACTOR",
            description = "Factor on the learning rate of the encoder. Default: ${DEFAULT-VALUE}.")
    double bodyRate = DEFAULTS.bodyRate();

    @Option(
            names = "--layer-decay",
            paramLabel = "FACTOR",
            description = "Factor on the learning rate from each block of the encoder to the one below it, at most 1."
                    + " Default: ${DEFAULT-VALUE}.")
    double layerDecay = DEFAULTS.layerDecay();

    @Option(
            names = "--warmup-epochs",
            paramLabel = "N",
            description = "Epochs over which the rate rises, before it falls along half a cosine."
                    + " Default: ${DEFAULT-VALUE}.")
    double warmupEpochs = DEFAULTS.warmupEpochs();

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            description = "Share of the target that all classes divide equally. Default: ${DEFAULT-VALUE}.")
    double labelSmoothing = DEFAULTS.labelSmoothing();

    @Option(
            names = "--frozen-epochs",
            paramLabel = "N",
            description = "First epochs in which only the head is trained. Default: ${DEFAULT-VALUE}.")
    int frozenEpochs = DEFAULTS.frozenEpochs();

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description = "Stop after so many epochs without a better validation score; 0 to run all epochs."
                    + " Default: ${DEFAULT-VALUE}.")
    int patience = DEFAULTS.patience();

    @Option(names = "--no-augment", description = "Train on the samples as they are, without augmented views.")
    boolean noAugment;

    @Option(
            names = "--from-scratch",
            description = "Start from the untrained weights of the same architecture, for comparison.")
    public boolean fromScratch;

    @Option(
            names = "--label-share",
            paramLabel = "SHARE",
            description = "Use only this share of the labelled training samples, equally of each class.")
    Double labelShare;

    @Option(
            names = "--labels-per-class",
            paramLabel = "N",
            description = "Use only N labelled training samples of each class, as far as the class has so many.")
    Integer labelsPerClass;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Seed for the head, the order of the samples, the views, and the choice of labels."
                    + " Default: ${DEFAULT-VALUE}.")
    long seed = DEFAULTS.seed();

    /** @throws IllegalArgumentException if an option has a value that cannot be */
    public FineTuneConfig config() {
        return new FineTuneConfig(
                Optimizers.adamW(learningRate).withWeightDecay(weightDecay),
                epochs,
                batchSize,
                bodyRate,
                layerDecay,
                warmupEpochs,
                labelSmoothing,
                frozenEpochs,
                patience,
                !noAugment,
                seed);
    }

    /** Rejects values that cannot work, before anything is read or written. */
    public void check() {
        config();
        if (labelShare != null && labelsPerClass != null) {
            throw new IllegalArgumentException("give either --label-share or --labels-per-class, got both");
        }
        if (labelShare != null && !(labelShare > 0 && labelShare <= 1)) {
            throw new IllegalArgumentException("--label-share must be above 0 and at most 1, got " + labelShare);
        }
        if (labelsPerClass != null) {
            Usage.requireAtLeast("--labels-per-class", 1, labelsPerClass);
        }
    }

    /** Returns the labelled samples to train on. */
    public <T> LabeledDataset<T> labeled(LabeledDataset<T> all) {
        if (labelShare != null) {
            return all.subset(Math.max(1, (int) Math.round(labelShare * all.size())), seed);
        }
        return labelsPerClass == null ? all : all.subsetPerClass(labelsPerClass, seed);
    }
}

package io.ssl4j.cli.option;

import io.ssl4j.core.optim.BiasAndNorm;
import io.ssl4j.core.optim.GradientClipping;
import io.ssl4j.core.optim.Lars;
import io.ssl4j.core.optim.LearningRateScaling;
import io.ssl4j.core.optim.Optimizer;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.train.TrainerBuilder;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How an update is made of a gradient: optimiser, learning rate, weight decay and their schedules, clipping. */
final class OptimizerOptions {

    private static final int REFERENCE = 256;
    private static final double DEFAULT_RATE = 2e-3;
    private static final double DEFAULT_TRUST = Lars.of(1).trustCoefficient();

    /** The optimisers by name. */
    enum OptimizerChoice {
        ADAM,
        ADAMW,
        SGD,
        LARS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a rate per 256 images follows the batch. */
    enum ScalingChoice {
        LINEAR,
        SQRT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The parameters that weight decay applies to. */
    enum DecayChoice {
        WEIGHTS,
        ALL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description = "The optimiser: adam, adamw, sgd or lars; the last two have a momentum of 0.9. Default:"
                    + " ${DEFAULT-VALUE}.")
    OptimizerChoice optimizer = OptimizerChoice.ADAM;

    @Option(
            names = "--lr",
            paramLabel = "RATE",
            description = "Peak learning rate, used as given. Default: 0.002; lars has no default.")
    Double learningRate;

    @Option(
            names = "--lr-per-256",
            paramLabel = "RATE",
            description = "Instead of --lr: peak learning rate per 256 samples, scaled with the samples per"
                    + " update (--batch-size x --accumulate).")
    Double learningRatePer256;

    @Option(
            names = "--lr-scaling",
            paramLabel = "RULE",
            description = "Scaling of --lr-per-256 with the samples per update: linear or sqrt. Default: linear.")
    ScalingChoice scaling;

    @Option(
            names = "--lr-biases",
            paramLabel = "RATE",
            description = "Learning rate of biases and normalisation parameters, given as --lr or --lr-per-256 is."
                    + " Default: that of the weights. Barlow Twins has 0.0048 with --lr-per-256 0.2.")
    Double biasRate;

    @Option(
            names = "--weight-decay",
            paramLabel = "DECAY",
            description = "Weight decay, on what --weight-decay-on says. Default: ${DEFAULT-VALUE}.")
    double weightDecay = 1e-6;

    @Option(
            names = "--weight-decay-on",
            paramLabel = "WHAT",
            description = "weights, or all: biases and normalisation parameters too, as in the recipes of moco-v1,"
                    + " moco-v2, simsiam, supcon and swav; running statistics never decay. With lars, all also have"
                    + " the trust ratio. Default: ${DEFAULT-VALUE}.")
    DecayChoice weightDecayOn = DecayChoice.WEIGHTS;

    @Option(
            names = "--weight-decay-end",
            paramLabel = "DECAY",
            description = "Final weight decay, reached along a cosine. Default: the decay is constant. dino has a"
                    + " schedule of its own that multiplies it by ten (--set decay-growth=10), so its"
                    + " published 0.04 to 0.4 is --weight-decay 0.04; with --set decay-growth=1 it takes this"
                    + " option.")
    Double weightDecayEnd;

    @Option(
            names = "--trust-coefficient",
            paramLabel = "ETA",
            description = "For lars: at a learning rate of 1, an update moves a weight tensor by this share of"
                    + " its norm. Default: 0.001; solo-learn's recipes for small images use 0.02 with"
                    + " --clip-trust.")
    Double trustCoefficient;

    @Option(names = "--clip-trust", description = "For lars: never scale a step up, only down.")
    boolean clipTrust;

    @Option(
            names = "--warmup-epochs",
            paramLabel = "N",
            description = "Number of epochs over which the learning rate rises; then it falls along a cosine."
                    + " Default: ${DEFAULT-VALUE}.")
    double warmupEpochs = 2;

    @Option(
            names = "--lr-end-share",
            paramLabel = "SHARE",
            description = "Final learning rate as a share of the peak, 0..1; 1 keeps the peak to the end."
                    + " Default: ${DEFAULT-VALUE}.")
    double learningRateEndShare;

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Largest norm of the gradient of all parameters together; longer gradients are scaled down to"
                    + " it. 0 for no limit. Default: 0.")
    double clip;

    @Option(
            names = "--clip-each",
            paramLabel = "NORM",
            description =
                    "Instead of --clip: largest norm of the gradient of each parameter tensor, 3 in DINO's reference"
                            + " code. 0 for no limit. Default: 0.")
    double clipEach;

    /**
     * @throws IllegalArgumentException if an option has a value that cannot be, or goes with another that is not there
     */
    void check() {
        require(learningRate == null || learningRatePer256 == null, "give either --lr or --lr-per-256, got both");
        require(
                optimizer != OptimizerChoice.LARS || learningRate != null || learningRatePer256 != null,
                "--optimizer lars needs --lr or --lr-per-256: its learning rates are much larger than those of the"
                        + " other optimizers, for example --lr-per-256 0.3");
        require(
                scaling == null || learningRatePer256 != null,
                "--lr-scaling goes with --lr-per-256, which is not given");
        require(
                optimizer == OptimizerChoice.LARS || (trustCoefficient == null && !clipTrust),
                "--trust-coefficient and --clip-trust go with --optimizer lars, got --optimizer " + optimizer);
        requireAbove("--lr", learningRate);
        requireAbove("--lr-per-256", learningRatePer256);
        requireAbove("--lr-biases", biasRate);
        requireAbove("--trust-coefficient", trustCoefficient);
        requireNotNegative("--weight-decay", weightDecay);
        if (weightDecayEnd != null) {
            requireNotNegative("--weight-decay-end", weightDecayEnd);
            require(weightDecay > 0, "--weight-decay-end needs a --weight-decay above 0 to start from, got 0");
        }
        requireNotNegative("--warmup-epochs", warmupEpochs);
        require(
                learningRateEndShare >= 0 && learningRateEndShare <= 1,
                "--lr-end-share must be in 0..1, got " + learningRateEndShare);
        requireNotNegative("--clip", clip);
        requireNotNegative("--clip-each", clipEach);
        require(clip == 0 || clipEach == 0, "give either --clip or --clip-each, got both");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private static void requireAbove(String option, Double value) {
        require(
                value == null || (value > 0 && !Double.isInfinite(value)),
                option + " must be finite and above 0, got " + value);
    }

    private static void requireNotNegative(String option, double value) {
        require(value >= 0 && !Double.isInfinite(value), option + " must be finite and at least 0, got " + value);
    }

    /** Puts the defaults in place of what is not given. */
    void resolve() {
        if (learningRatePer256 == null) {
            learningRate = givenRate();
        } else if (scaling == null) {
            scaling = ScalingChoice.LINEAR;
        }
        if (optimizer == OptimizerChoice.LARS && trustCoefficient == null) {
            trustCoefficient = DEFAULT_TRUST;
        }
    }

    /** The peak learning rate, scaled. */
    double learningRateThatRuns(long samplesPerUpdate) {
        return learningRateScaling().scale(givenRate(), Math.toIntExact(samplesPerUpdate));
    }

    void configure(TrainerBuilder trainer, int epochs) {
        trainer.optimizer(createOptimizer())
                .learningRateScaling(learningRateScaling())
                .schedule(Schedules.warmupCosineEpochs(Math.min(warmupEpochs, epochs / 2.0), learningRateEndShare));
        if (weightDecayEnd != null) {
            trainer.weightDecaySchedule(Schedules.cosine(weightDecayEnd / weightDecay));
        }
        if (clip > 0) {
            trainer.clipGradientNorm(clip);
        }
        if (clipEach > 0) {
            trainer.clipping(GradientClipping.byParameterNorm(clipEach));
        }
    }

    private double givenRate() {
        if (learningRatePer256 != null) {
            return learningRatePer256;
        }
        return learningRate != null ? learningRate : DEFAULT_RATE;
    }

    private LearningRateScaling learningRateScaling() {
        if (learningRatePer256 == null) {
            return LearningRateScaling.none();
        }
        return scaling == ScalingChoice.SQRT
                ? LearningRateScaling.squareRoot(REFERENCE)
                : LearningRateScaling.linear(REFERENCE);
    }

    private Optimizer createOptimizer() {
        double rate = givenRate();
        BiasAndNorm others = biasAndNorm(rate);
        return switch (optimizer) {
            case ADAM -> Optimizers.adam(rate).withWeightDecay(weightDecay).withBiasAndNorm(others);
            case ADAMW -> Optimizers.adamW(rate).withWeightDecay(weightDecay).withBiasAndNorm(others);
            case SGD ->
                Optimizers.sgd(rate)
                        .withMomentum(0.9)
                        .withWeightDecay(weightDecay)
                        .withBiasAndNorm(others);
            case LARS -> createLars(rate).withBiasAndNorm(others);
        };
    }

    private BiasAndNorm biasAndNorm(double rate) {
        BiasAndNorm usual = BiasAndNorm.usual().withLearningRateScale(biasRate == null ? 1 : biasRate / rate);
        return weightDecayOn == DecayChoice.ALL ? usual.withDecay() : usual;
    }

    private Lars createLars(double rate) {
        Lars lars = Optimizers.lars(rate)
                .withWeightDecay(weightDecay)
                .withTrustCoefficient(trustCoefficient == null ? DEFAULT_TRUST : trustCoefficient);
        return clipTrust ? lars.withClipping() : lars;
    }
}

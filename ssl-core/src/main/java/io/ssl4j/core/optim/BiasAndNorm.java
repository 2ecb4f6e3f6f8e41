package io.ssl4j.core.optim;

import io.ssl4j.core.numerics.Require;

/**
 * How biases and the gains and shifts of normalisation layers are trained, compared with weights. Running statistics
 * are neither: no optimiser changes or decays them.
 *
 * <p>Most large-batch recipes decay weights only (SimCLR, BYOL, Barlow Twins, VICReg, DINO). MoCo v1 and v2, SimSiam,
 * SupCon and SwAV hand all parameters to the optimiser, which then decays all of them. Barlow Twins trains biases and
 * norms at a learning rate of their own, 0.0048 next to 0.2 for weights (facebookresearch/barlowtwins, main.py).
 *
 * @param decayed whether weight decay reaches them; with {@link Lars}, also the trust ratio
 * @param learningRateScale factor on the learning rate, at least 0
 */
public record BiasAndNorm(boolean decayed, double learningRateScale) {

    private static final BiasAndNorm USUAL = new BiasAndNorm(false, 1);

    public BiasAndNorm {
        Require.notNegative("learningRateScale of biases and norms", learningRateScale);
    }

    /** The default: no decay, the learning rate of the weights. */
    public static BiasAndNorm usual() {
        return USUAL;
    }

    /** With decay, as the weights. */
    public BiasAndNorm withDecay() {
        return new BiasAndNorm(true, learningRateScale);
    }

    /** With this factor on the learning rate: 0.024 for Barlow Twins' 0.0048 next to 0.2. */
    public BiasAndNorm withLearningRateScale(double scale) {
        return new BiasAndNorm(decayed, scale);
    }

    /** Describes the settings for a log: "decayed, learning rate x 0.024"; "not decayed". */
    public String describe() {
        return (decayed ? "decayed" : "not decayed")
                + (learningRateScale == 1 ? "" : ", learning rate x " + learningRateScale);
    }

    /** Returns what an optimiser's description ends with: nothing for the default. */
    String suffix() {
        return equals(USUAL) ? "" : ", biasAndNorm=" + describe();
    }
}

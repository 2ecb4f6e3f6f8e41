package io.ssl4j.core.optim;

/**
 * The available optimisers, each with its defaults; the returned records have {@code withX} methods for other settings.
 */
public final class Optimizers {

    private Optimizers() {}

    /** SGD with momentum 0.9, no decay: see {@link Sgd}. */
    public static Sgd sgd(double learningRate) {
        return Sgd.of(learningRate);
    }

    /** Adam with PyTorch's defaults: see {@link Adam}. */
    public static Adam adam(double learningRate) {
        return Adam.of(learningRate);
    }

    /** AdamW with PyTorch's defaults, including weight decay 0.01: see {@link AdamW}. */
    public static AdamW adamW(double learningRate) {
        return AdamW.of(learningRate);
    }

    /** LARS with momentum 0.9, trust coefficient 0.001 and weight decay 1e-6: see {@link Lars}. */
    public static Lars lars(double learningRate) {
        return Lars.of(learningRate);
    }
}

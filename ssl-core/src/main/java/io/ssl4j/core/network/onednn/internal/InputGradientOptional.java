package io.ssl4j.core.network.onednn.internal;

/** A layer that can skip the gradient at its input, as the first layer of a network may. */
public interface InputGradientOptional {

    /**
     * @param needed true (the default) to compute the gradient at the input; false to return null in its place from
     *     {@code backpropGradient}, on every path
     */
    void setInputGradientNeeded(boolean needed);

    /** Returns whether the gradient at the input is computed. */
    boolean inputGradientNeeded();
}

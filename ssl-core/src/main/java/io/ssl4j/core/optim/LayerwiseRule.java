package io.ssl4j.core.optim;

/**
 * A rule that uses the norm of each weight tensor. Parameters that do not decay (biases and normalisation, usually) are
 * left to {@link UpdateRule#step}.
 */
interface LayerwiseRule extends UpdateRule {

    /**
     * Returns the arithmetic of one update for one tensor.
     *
     * @param parameterNorm L2 norm of the tensor
     * @param gradientNorm L2 norm of its gradient
     */
    BlockStep step(long update, double learningRate, double weightDecay, double parameterNorm, double gradientNorm);
}

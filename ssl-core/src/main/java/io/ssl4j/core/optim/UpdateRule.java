package io.ssl4j.core.optim;

import java.util.List;

/** An optimiser's arithmetic, apart from where the numbers lie. */
interface UpdateRule {

    /** The names of the arrays that it keeps from update to update, each as long as the parameters. */
    List<String> moments();

    /**
     * One update's arithmetic.
     *
     * @param update from 1: the number of this update
     * @param weightDecay 0 for parameters that do not decay
     */
    BlockStep step(long update, double learningRate, double weightDecay);

    /** Updates the first {@code n} parameters and moments of a block in place, in one pass. */
    interface BlockStep {

        void run(float[] parameters, float[] gradients, float[][] moments, int n);

        void run(double[] parameters, double[] gradients, double[][] moments, int n);
    }
}

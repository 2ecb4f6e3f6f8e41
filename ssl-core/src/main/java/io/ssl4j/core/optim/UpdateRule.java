package io.ssl4j.core.optim;

import java.util.List;

/** An optimiser's arithmetic, independent of how the numbers are stored. */
interface UpdateRule {

    /** The names of the arrays that it keeps from update to update, each as long as the parameters. */
    List<String> moments();

    /**
     * Returns the arithmetic of one update.
     *
     * @param update the number of this update, from 1
     * @param weightDecay 0 for parameters that do not decay
     */
    BlockStep step(long update, double learningRate, double weightDecay);

    /** Updates the first {@code n} parameters and moments of a block in place, in one pass. */
    interface BlockStep {

        void run(float[] parameters, float[] gradients, float[][] moments, int n);

        void run(double[] parameters, double[] gradients, double[][] moments, int n);
    }
}

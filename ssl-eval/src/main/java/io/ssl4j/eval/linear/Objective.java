package io.ssl4j.eval.linear;

/** A smooth function to minimise. */
interface Objective {

    /** The number of arguments. */
    int dimension();

    /**
     * Computes the value and the gradient at a point.
     *
     * @param point an array of {@link #dimension} entries, not changed
     * @param gradient overwritten
     */
    double evaluate(double[] point, double[] gradient);

    /** The relative difference of values below which they are rounding errors. */
    double valueNoise();
}

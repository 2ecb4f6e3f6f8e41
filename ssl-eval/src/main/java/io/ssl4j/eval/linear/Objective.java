package io.ssl4j.eval.linear;

/** A smooth function to be minimised. */
interface Objective {

    /** The number of arguments. */
    int dimension();

    /**
     * The value at a point, and the gradient.
     *
     * @param point of {@link #dimension} entries, not changed
     * @param gradient overwritten
     */
    double evaluate(double[] point, double[] gradient);

    /** Differences of values that are below this share of the value are rounding. */
    double valueNoise();
}

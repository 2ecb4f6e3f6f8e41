package io.ssl4j.contrastive.loss;

/** The common check of temperatures of contrastive losses. */
public final class Temperature {

    private Temperature() {}

    /**
     * Requires a valid temperature, and returns it.
     *
     * @throws IllegalArgumentException if it is not finite and above 0
     */
    public static double require(double temperature) {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be finite and above 0, got " + temperature
                    + "; published values lie between 0.05 and 1");
        }
        return temperature;
    }
}

package io.ssl4j.contrastive.loss;

/** The one rule for temperatures. */
final class Temperature {

    private Temperature() {}

    static double require(double temperature) {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be finite and above 0, got " + temperature
                    + "; published values lie between 0.05 and 1");
        }
        return temperature;
    }
}

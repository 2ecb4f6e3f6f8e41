package io.ssl4j.core.optim;

/** Checks of hyper-parameters; NaN and infinities pass none of them. */
public final class Hyper {

    private Hyper() {}

    public static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and above 0, got " + value);
        }
    }

    public static void requireNotNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and at least 0, got " + value);
        }
    }

    /** In {@code [0, 1)}. */
    static void requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1, got " + value);
        }
    }

    /** In {@code [0, 1]}. */
    public static void requireUnit(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in 0..1, got " + value);
        }
    }

    /** In {@code [0, 1)}, and above 0 for Nesterov's. */
    static void requireMomentum(double momentum, boolean nesterov) {
        requireFraction("momentum", momentum);
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException(
                    "Nesterov's momentum needs a momentum above 0, got 0; set one, or nesterov = false");
        }
    }
}

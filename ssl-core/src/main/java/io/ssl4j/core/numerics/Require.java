package io.ssl4j.core.numerics;

import java.util.Arrays;
import java.util.Locale;

/**
 * Checks of numeric arguments, shared by the whole library. NaN passes none of them. Each throws an {@link
 * IllegalArgumentException} that says what is required and what was found.
 */
public final class Require {

    private Require() {}

    /** Requires a finite value above 0. */
    public static void positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " must be finite and above 0, got " + value);
        }
    }

    /** Requires a finite value of at least 0. */
    public static void notNegative(String what, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " must be finite and at least 0, got " + value);
        }
    }

    /** Requires a value in {@code [0, 1)}. */
    public static void fraction(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " must be at least 0 and below 1, got " + value);
        }
    }

    /** Requires a value in {@code [0, 1)}, for a fraction that is removed. */
    public static void share(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    what + " must be at least 0 and below 1, so that something is left, got " + value);
        }
    }

    /** Requires a value in {@code [0, 1]}. */
    public static void unit(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must be in 0..1, got " + value);
        }
    }

    /** Requires a value in {@code [0, 1]}, and returns it. */
    public static double probability(String what, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(what + " needs a probability in 0..1, got " + probability);
        }
        return probability;
    }

    /** Requires a value of at least 0 and at most {@code highest}; {@code Float.MAX_VALUE} for any finite value. */
    public static void amount(String what, double value, double highest) {
        if (!(value >= 0 && value <= highest)) {
            throw new IllegalArgumentException(what + " must be "
                    + (highest == Float.MAX_VALUE ? "finite and at least 0" : "in 0.." + number(highest)) + ", got "
                    + value);
        }
    }

    /** Requires a value of at least {@code lowest}. */
    public static void count(String what, int value, int lowest) {
        if (value < lowest) {
            throw new IllegalArgumentException(what + " must be at least " + lowest + ", got " + value);
        }
    }

    /** Requires {@code lowest <= min <= max <= highest}. */
    public static void range(String what, double min, double max, double lowest, double highest) {
        if (!(min >= lowest && min <= max && max <= highest)) {
            throw new IllegalArgumentException(what + " must be a range min <= max within " + number(lowest) + ".."
                    + number(highest) + ", got " + min + ".." + max);
        }
    }

    /** Requires height and width of at least 1. */
    public static void size(String what, int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    what + " needs height and width of at least 1, got " + height + " x " + width);
        }
    }

    /** A finite mean, and a finite deviation above 0, for each channel of an encoder's input. */
    public static void normalization(int channels, float[] mean, float[] deviation) {
        if (mean.length != channels || deviation.length != channels) {
            throw new IllegalArgumentException("mean and deviation need one value for each of " + channels
                    + " channels, got " + mean.length + " and " + deviation.length);
        }
        for (int c = 0; c < channels; c++) {
            if (!Float.isFinite(mean[c]) || !(deviation[c] > 0) || !Float.isFinite(deviation[c])) {
                throw new IllegalArgumentException("mean must be finite and deviation finite and above 0, got "
                        + Arrays.toString(mean) + " and " + Arrays.toString(deviation));
            }
        }
    }

    /** Formats a number without trailing zeros, for descriptions: 0.08, 1, 0.3333; the same in every locale. */
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        if (Math.abs(value) < 1e-3 || !Double.isFinite(value)) {
            return Double.toString(value);
        }
        return String.format(Locale.ROOT, "%.4f", value).replaceAll("0+$", "");
    }
}

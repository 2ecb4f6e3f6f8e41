package io.ssl4j.core.vision.augment;

import java.util.Locale;

/** Argument checks that the operations share. */
final class Checks {

    private Checks() {}

    static void size(String what, int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    what + " needs height and width of at least 1, got " + height + " x " + width);
        }
    }

    static double probability(String what, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(what + " needs a probability in 0..1, got " + probability);
        }
        return probability;
    }

    static void amount(String what, double value, double highest) {
        if (!(value >= 0 && value <= highest)) {
            throw new IllegalArgumentException(what + " must be "
                    + (highest == Float.MAX_VALUE ? "finite and at least 0" : "in 0.." + number(highest)) + ", got "
                    + value);
        }
    }

    /** Refuses anything but {@code lowest <= min <= max <= highest}, NaN included. */
    static void range(String what, double min, double max, double lowest, double highest) {
        if (!(min >= lowest && min <= max && max <= highest)) {
            throw new IllegalArgumentException(what + " must be a range min <= max within " + number(lowest) + ".."
                    + number(highest) + ", got " + min + ".." + max);
        }
    }

    /** A number without trailing zeros, for descriptions: 0.08, 1, 0.3333. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        if (Math.abs(value) < 1e-3 || !Double.isFinite(value)) {
            return Double.toString(value);
        }
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("0+$", "");
    }
}

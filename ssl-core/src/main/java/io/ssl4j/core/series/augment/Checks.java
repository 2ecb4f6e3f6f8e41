package io.ssl4j.core.series.augment;

import java.util.Locale;

/** Argument checks and words that the operations share. */
final class Checks {

    private Checks() {}

    static void probability(String what, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(what + " needs a probability in 0..1, got " + probability);
        }
    }

    /** Refuses what is not finite or below 0. */
    static void amount(String what, double value) {
        if (!(value >= 0 && value <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(what + " must be finite and at least 0, got " + value);
        }
    }

    /** Refuses what is not in {@code [0, 1)}. */
    static void share(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    what + " must be at least 0 and below 1, so that something is left, got " + value);
        }
    }

    static void count(String what, int value, int lowest) {
        if (value < lowest) {
            throw new IllegalArgumentException(what + " must be at least " + lowest + ", got " + value);
        }
    }

    /** Refuses anything but {@code lowest <= min <= max <= highest}, NaN included. */
    static void range(String what, double min, double max, double lowest, double highest) {
        if (!(min >= lowest && min <= max && max <= highest)) {
            throw new IllegalArgumentException(what + " must be a range min <= max within " + number(lowest) + ".."
                    + number(highest) + ", got " + min + ".." + max);
        }
    }

    /** A number without trailing zeros: 0.08, 1, 0.3333; the same in every locale. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        if (Math.abs(value) < 1e-3 || !Double.isFinite(value)) {
            return Double.toString(value);
        }
        return String.format(Locale.ROOT, "%.4f", value).replaceAll("0+$", "");
    }

    /** "1 knot", "4 knots". */
    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}

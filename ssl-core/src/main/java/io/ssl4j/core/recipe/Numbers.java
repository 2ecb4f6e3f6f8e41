package io.ssl4j.core.recipe;

import java.util.regex.Pattern;

/** Numbers and ranges as texts that give the same numbers again. */
final class Numbers {

    private static final Pattern BETWEEN = Pattern.compile("\\.\\.|:");

    /** Decimals longer than these are written as a fraction, if they are one. */
    private static final int LONG = 10;

    private static final int LARGEST_DENOMINATOR = 9;

    private Numbers() {}

    static double parse(String text) {
        String[] parts = text.split("/", -1);
        double value = Double.parseDouble(parts[0]);
        if (parts.length == 2) {
            value /= Double.parseDouble(parts[1]);
        }
        if (parts.length > 2 || !Double.isFinite(value)) {
            throw new NumberFormatException();
        }
        return value;
    }

    /** Returns the shortest text: a whole number, a fraction such as 4/3, or the decimals that give the same bits. */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        String decimals = Double.toString(value);
        for (int d = 3; d <= LARGEST_DENOMINATOR && decimals.length() > LONG; d++) {
            long n = Math.round(value * d);
            if ((double) n / d == value) {
                return n + "/" + d;
            }
        }
        return decimals;
    }

    /**
     * Reads "a..b" or "a:b", or the lower end alone.
     *
     * @param previous the range before, in this form; null for none
     */
    static String range(String text, String previous) {
        String[] ends = BETWEEN.split(text, -1);
        if (ends.length > 2 || (ends.length == 1 && previous == null)) {
            throw new NumberFormatException();
        }
        double low = parse(ends[0].strip());
        double high;
        if (ends.length == 2) {
            high = parse(ends[1].strip());
        } else {
            high = low(previous) == high(previous) ? low : high(previous);
        }
        if (low > high) {
            throw new IllegalArgumentException("must be a range that rises, got " + text(low) + ".." + text(high));
        }
        return text(low) + ".." + text(high);
    }

    static double low(String range) {
        return parse(range.substring(0, range.indexOf("..")));
    }

    static double high(String range) {
        return parse(range.substring(range.indexOf("..") + 2));
    }
}

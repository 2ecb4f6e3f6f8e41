package io.ssl4j.core.recipe;

import java.util.regex.Pattern;

/** Numbers and ranges as texts that give the same numbers again. */
final class Numbers {

    private static final Pattern BETWEEN = Pattern.compile("\\.\\.|:");

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

    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
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

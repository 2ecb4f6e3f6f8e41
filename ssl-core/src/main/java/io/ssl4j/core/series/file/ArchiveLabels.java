package io.ssl4j.core.series.file;

/**
 * Class labels of the archives, in which the same class may be {@code 1} in one file and {@code 1.0000000e+00} in
 * another.
 */
final class ArchiveLabels {

    private static final double LARGEST = 1e9;

    private ArchiveLabels() {}

    /** Returns the label, without decimal point and exponent if it is a whole number. */
    static String canonical(String label) {
        if (!label.matches("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,2})?")) {
            return label;
        }
        double value = Double.parseDouble(label);
        return value == Math.rint(value) && Math.abs(value) <= LARGEST ? Long.toString((long) value) : label;
    }
}

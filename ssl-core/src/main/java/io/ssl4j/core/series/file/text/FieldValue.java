package io.ssl4j.core.series.file.text;

/** Converts a field of text to a number. */
final class FieldValue {

    private static final String NUMBER = "number or missing (empty, ?, NaN, NA or null)";

    private final Decimal decimal = new Decimal();

    /** @throws NumberFormatException if the field is not a number; the message says what it must be */
    float floatValue(byte[] field, int length) {
        if (!decimal.parse(field, 0, length)) {
            if (isMissing(field, length)) {
                return Float.NaN;
            }
            throw new NumberFormatException(isInfinite(field, length) ? "finite number" : NUMBER);
        }
        float value = decimal.floatValue(0);
        if (!Float.isFinite(value)) {
            throw new NumberFormatException("number of at most 3.4028235e38 (a 32-bit float)");
        }
        return value;
    }

    /** @throws NumberFormatException if the field is not a number; the message says what it must be */
    double doubleValue(byte[] field, int length) {
        double value = decimal.parse(field, 0, length) ? decimal.doubleValue(0) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new NumberFormatException("finite number");
        }
        return value;
    }

    boolean isNumber(byte[] field, int length) {
        return decimal.parse(field, 0, length);
    }

    static boolean isMissing(byte[] field, int length) {
        return switch (length) {
            case 0 -> true;
            case 1 -> field[0] == '?';
            case 2 -> is(field, 0, "na");
            case 3 -> is(field, 0, "nan");
            case 4 -> is(field, 0, "null") || (field[0] == '-' || field[0] == '+') && is(field, 1, "nan");
            default -> false;
        };
    }

    private static boolean isInfinite(byte[] field, int length) {
        int from = length > 0 && (field[0] == '-' || field[0] == '+') ? 1 : 0;
        return length == from + 3 && is(field, from, "inf") || length == from + 8 && is(field, from, "infinity");
    }

    private static boolean is(byte[] field, int from, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((field[from + i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

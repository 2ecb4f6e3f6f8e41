package io.ssl4j.core.series.file.text;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers from bytes, with results that equal those of {@link Float#parseFloat} and {@link
 * Double#parseDouble} bit for bit. Up to 18 digits are read as an integer and scaled by a power of ten; if that may not
 * give the float nearest to the text, Java's own parser is used.
 */
final class Decimal {

    private static final int MOST_DIGITS = 18;
    private static final long LARGEST_EXACT = 1L << 53;
    /** A bound on the error of two roundings and the omitted digits. */
    private static final double ERROR = 0x1p-50;

    private static final double[] POWERS = new double[23];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private byte[] text;
    private int position;
    private int end;
    private boolean negative;
    private long digits;
    private int count;
    private int exponent;

    /**
     * Parses a text, and returns whether it is a decimal number: digits with an optional sign, decimal point and
     * exponent, and nothing else.
     */
    boolean parse(byte[] bytes, int from, int to) {
        text = bytes;
        position = from;
        end = to;
        digits = 0;
        count = 0;
        exponent = 0;
        negative = sign();
        int read = digits(0);
        if (position < end && text[position] == '.') {
            position++;
            read += digits(1);
        }
        return read > 0 && exponent() && position == end;
    }

    private boolean sign() {
        boolean minus = position < end && text[position] == '-';
        if (minus || position < end && text[position] == '+') {
            position++;
        }
        return minus;
    }

    /** Reads digits up to the next other byte; after the decimal point, each one reduces the exponent by one. */
    private int digits(int change) {
        int at = position;
        long sum = digits;
        int significant = count;
        int scale = exponent;
        for (; at < end && isDigit(text[at]); at++) {
            if (significant == MOST_DIGITS) {
                scale += 1 - change;
                continue;
            }
            sum = 10 * sum + (text[at] - '0');
            significant += sum == 0 ? 0 : 1;
            scale -= change;
        }
        int read = at - position;
        digits = sum;
        count = significant;
        exponent = scale;
        position = at;
        return read;
    }

    private boolean exponent() {
        if (position == end || (text[position] | 0x20) != 'e') {
            return true;
        }
        position++;
        boolean minus = sign();
        int first = position;
        int value = 0;
        for (; position < end && isDigit(text[position]); position++) {
            value = Math.min(100_000, 10 * value + (text[position] - '0'));
        }
        exponent += minus ? -value : value;
        return position > first;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The number last parsed as a float; infinite if it is too large for one. */
    float floatValue(int from) {
        if (digits == 0) {
            return negative ? -0f : 0f;
        }
        if (exponent >= -22 && exponent <= 22) {
            double value = scaled();
            float low = (float) (value * (1 - ERROR));
            float high = (float) (value * (1 + ERROR));
            if (low == high && low > Float.MIN_NORMAL) {
                return negative ? -low : low;
            }
        }
        return Float.parseFloat(string(from));
    }

    /** The number last parsed as a double. */
    double doubleValue(int from) {
        if (count < 16 && digits < LARGEST_EXACT && exponent >= -22 && exponent <= 22) {
            return negative ? -scaled() : scaled();
        }
        return Double.parseDouble(string(from));
    }

    private double scaled() {
        return exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
    }

    private String string(int from) {
        return new String(text, from, end - from, StandardCharsets.US_ASCII);
    }
}

package io.ssl4j.core.series.file.npy;

import io.ssl4j.core.series.file.text.Shown;
import java.nio.ByteBuffer;

/**
 * The type of a NumPy array's elements.
 *
 * @param kind {@code 'f'} for floats, {@code 'i'} for integers, {@code 'u'} for unsigned ones, {@code 'b'} for booleans
 * @param bytes the size of an element in bytes
 * @param bigEndian whether the most significant byte comes first
 */
public record NpyType(char kind, int bytes, boolean bigEndian) {

    private static final String READ = "f[248]|[iu][1248]|b1";

    /**
     * @throws IllegalArgumentException if such elements are not supported, with what is required, what was found and
     *     what to do
     */
    public static NpyType of(String descr) {
        String type = descr.replaceFirst("^[<>|=]", "");
        if (!type.matches(READ)) {
            throw new IllegalArgumentException(
                    "the elements must be floats, integers or booleans (f2, f4, f8, i1 to i8,"
                            + " u1 to u8, b1), got " + Shown.of(descr) + named(type)
                            + "; save the array with a.astype(numpy.float32)");
        }
        return new NpyType(type.charAt(0), type.charAt(1) - '0', descr.startsWith(">"));
    }

    private static String named(String type) {
        return switch (type.isEmpty() ? ' ' : type.charAt(0)) {
            case 'O' -> " (Python objects, which are pickles and never read)";
            case 'U', 'S', 'a' -> " (text, number the classes, for example with numpy.unique(y, return_inverse=True))";
            case 'c' -> " (complex numbers)";
            case 'M', 'm' -> " (dates or durations)";
            case 'V' -> " (records)";
            default -> "";
        };
    }

    /** Converts elements from the start of a buffer in this byte order to floats. */
    public void read(ByteBuffer in, float[] out, int from, int count) {
        switch (kind + "" + bytes) {
            case "f4" -> in.asFloatBuffer().get(out, from, count);
            case "f8" -> {
                for (int i = 0; i < count; i++) {
                    out[from + i] = (float) in.getDouble(8 * i);
                }
            }
            case "f2" -> {
                for (int i = 0; i < count; i++) {
                    out[from + i] = half(in.getShort(2 * i));
                }
            }
            case "u8" -> {
                for (int i = 0; i < count; i++) {
                    out[from + i] = unsigned(in.getLong(8 * i));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    out[from + i] = integer(in, i);
                }
            }
        }
    }

    /** Returns whether elements are whole numbers. */
    public boolean isInteger() {
        return kind != 'f';
    }

    /** Returns an element of an integer type; unsigned ones of 8 bytes wrap around. */
    public long integer(ByteBuffer in, int index) {
        boolean unsigned = kind != 'i';
        return switch (bytes) {
            case 1 -> unsigned ? in.get(index) & 0xFFL : in.get(index);
            case 2 -> unsigned ? in.getShort(2 * index) & 0xFFFFL : in.getShort(2 * index);
            case 4 -> unsigned ? in.getInt(4 * index) & 0xFFFFFFFFL : in.getInt(4 * index);
            default -> in.getLong(8 * index);
        };
    }

    /**
     * Converts an unsigned number. A number that is too large for a long is halved in such a way that it is still
     * rounded correctly.
     */
    private static float unsigned(long value) {
        return value >= 0 ? value : 2f * (value >>> 1 | value & 1);
    }

    /** IEEE 754 binary16. */
    public static float half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float value;
        if (exponent == 0) {
            value = fraction * 0x1p-24f;
        } else if (exponent == 0x1F) {
            value = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            value = Math.scalb(1 + fraction / 1024f, exponent - 15);
        }
        return bits < 0 ? -value : value;
    }
}

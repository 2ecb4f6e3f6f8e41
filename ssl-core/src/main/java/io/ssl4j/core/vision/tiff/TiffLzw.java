package io.ssl4j.core.vision.tiff;

/**
 * The LZW compression of TIFF (TIFF 6.0, section 13): codes of 9 to 12 bits, high bit first, each one bit longer one
 * code before the table needs it.
 */
final class TiffLzw {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int MOST = 4096;

    private final byte[] data;
    private int bit;

    /** Of each code the code of all its bytes but the last, its last byte, and its length. */
    private final int[] prefix = new int[MOST];

    private final byte[] last = new byte[MOST];
    private final int[] lengths = new int[MOST];

    TiffLzw(byte[] data) {
        this.data = data;
        for (int i = 0; i < CLEAR; i++) {
            last[i] = (byte) i;
            lengths[i] = 1;
        }
    }

    /** Fills the array, as far as the data reach, and returns the number of bytes. */
    int expand(byte[] out) {
        int count = 0;
        int next = FIRST;
        int width = 9;
        int previous = -1;
        while (count < out.length) {
            int code = code(width);
            if (code < 0 || code == END) {
                return count;
            }
            if (code == CLEAR) {
                next = FIRST;
                width = 9;
                previous = -1;
                continue;
            }
            boolean repeats = previous >= 0 && code == next;
            if (code >= next && !repeats || code == CLEAR || previous < 0 && code > CLEAR) {
                throw new TiffDamageException(
                        "LZW code " + code + " is not in the table of " + next + "; the file is damaged");
            }
            if (previous >= 0 && next < MOST) {
                prefix[next] = previous;
                last[next] = first(repeats ? previous : code);
                lengths[next] = lengths[previous] + 1;
                next++;
            }
            write(code, out, count);
            count += Math.min(lengths[code], out.length - count);
            previous = code;
            width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9;
        }
        return count;
    }

    private byte first(int code) {
        int at = code;
        while (at >= FIRST) {
            at = prefix[at];
        }
        return last[at];
    }

    private void write(int code, byte[] out, int start) {
        int at = code;
        for (int i = start + lengths[code] - 1; i >= start; i--) {
            if (i < out.length) {
                out[i] = last[at];
            }
            at = prefix[at];
        }
    }

    /** The next code, or -1 at the end of the data. */
    private int code(int width) {
        if (bit + width > 8L * data.length) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < width; i++, bit++) {
            code = code << 1 | data[bit >> 3] >> 7 - (bit & 7) & 1;
        }
        return code;
    }
}

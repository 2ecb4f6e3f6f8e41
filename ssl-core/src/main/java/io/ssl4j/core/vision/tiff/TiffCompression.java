package io.ssl4j.core.vision.tiff;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the lossless compressions of TIFF: none, LZW, Deflate and PackBits. */
final class TiffCompression {

    private static final int NONE = 1;
    private static final int LZW = 5;
    private static final int DEFLATE = 8;
    private static final int OLD_DEFLATE = 32946;
    private static final int PACK_BITS = 32773;

    /**
     * A code of 12 bits of LZW stands for fewer than 4096 bytes, which is more than Deflate's 1032 for one (RFC 1951).
     */
    private static final int MOST_EXPANSION = 4096 * 8 / 12;

    private TiffCompression() {}

    /** Returns whether data of this length can expand to so many bytes. */
    static boolean canExpand(int number, long dataLength, long length) {
        return length <= (number == NONE ? dataLength : dataLength * MOST_EXPANSION);
    }

    static boolean isKnown(long number) {
        return number == NONE || number == LZW || number == DEFLATE || number == OLD_DEFLATE || number == PACK_BITS;
    }

    /**
     * Returns the bytes of a strip or tile.
     *
     * @param length the number of bytes that there must be; more are left out
     * @throws TiffDamageException if there are fewer, or the data are damaged
     */
    static byte[] expand(int number, byte[] data, int length) {
        if (!canExpand(number, data.length, length)) {
            throw new TiffDamageException("a strip or tile must have " + length + " bytes, but " + data.length
                    + " stored bytes cannot be so many; the file is damaged");
        }
        byte[] out = new byte[length];
        int count =
                switch (number) {
                    case LZW -> new TiffLzw(data).expand(out);
                    case DEFLATE, OLD_DEFLATE -> inflate(data, out);
                    case PACK_BITS -> unpack(data, out);
                    default -> copy(data, out);
                };
        if (count < length) {
            throw new TiffDamageException(
                    "a strip or tile must have " + length + " bytes, got " + count + "; the file is damaged");
        }
        return out;
    }

    private static int copy(byte[] data, byte[] out) {
        int count = Math.min(data.length, out.length);
        System.arraycopy(data, 0, out, 0, count);
        return count;
    }

    private static int inflate(byte[] data, byte[] out) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            int count = 0;
            int got = 1;
            while (got > 0 && count < out.length) {
                got = inflater.inflate(out, count, out.length - count);
                count += got;
            }
            return count;
        } catch (DataFormatException e) {
            throw new TiffDamageException("compressed data are damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private static int unpack(byte[] data, byte[] out) {
        int from = 0;
        int to = 0;
        while (from + 1 < data.length && to < out.length) {
            int head = data[from++];
            if (head >= 0) {
                int count = Math.min(head + 1, Math.min(data.length - from, out.length - to));
                System.arraycopy(data, from, out, to, count);
                from += head + 1;
                to += count;
            } else if (head != Byte.MIN_VALUE) {
                int count = Math.min(1 - head, out.length - to);
                Arrays.fill(out, to, to + count, data[from++]);
                to += count;
            }
        }
        return to;
    }
}

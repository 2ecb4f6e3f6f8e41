package io.ssl4j.core.vision.file;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Counts the bytes of pixels that a PNG file without its end holds, and those that it should (ISO/IEC 15948). */
final class PngPixels {

    /** Start and step of the rows and columns of the seven passes of Adam7. */
    private static final int[][] PASSES = {
        {0, 8, 0, 8}, {0, 8, 4, 8}, {4, 8, 0, 4}, {0, 4, 2, 4}, {2, 4, 0, 2}, {0, 2, 1, 2}, {1, 2, 0, 1}
    };

    private static final int[] CHANNELS = {1, 0, 3, 1, 2, 0, 4};
    private static final int BUFFER = 1 << 16;

    private PngPixels() {}

    /**
     * @param header where the data of IHDR begin
     * @param data the data of all chunks of pixels, joined
     */
    static boolean areWhole(byte[] content, int header, byte[] data) {
        long expected = expected(content, header);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            byte[] buffer = new byte[BUFFER];
            long got = 0;
            int count = 1;
            while (count > 0 && got < expected) {
                count = inflater.inflate(buffer);
                got += count;
            }
            return got >= expected;
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static long expected(byte[] content, int header) {
        long width = u32(content, header);
        long height = u32(content, header + 4);
        int type = content[header + 9];
        int bits = content[header + 8] * (type >= 0 && type < CHANNELS.length ? CHANNELS[type] : 0);
        if (content[header + 12] == 0) {
            return bytes(height, width, bits);
        }
        long sum = 0;
        for (int[] pass : PASSES) {
            sum += bytes(steps(height, pass[0], pass[1]), steps(width, pass[2], pass[3]), bits);
        }
        return sum;
    }

    private static long steps(long length, int start, int step) {
        return Math.max(0, (length - start + step - 1) / step);
    }

    /** Each row begins with the number of its filter. */
    private static long bytes(long rows, long columns, int bits) {
        return rows == 0 || columns == 0 ? 0 : rows * (1 + (columns * bits + 7) / 8);
    }

    private static long u32(byte[] content, int at) {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | content[at + i] & 0xFF;
        }
        return value;
    }
}

package io.ssl4j.core.vision.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** The first directory of a TIFF file (TIFF 6.0, Adobe 1992), whose outline has been checked. */
final class TiffDirectory {

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int PLANAR_CONFIGURATION = 284;
    static final int PREDICTOR = 317;
    static final int TILE_WIDTH = 322;
    static final int TILE_LENGTH = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;

    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteBuffer content;
    private final Map<Integer, long[]> values = new HashMap<>();

    TiffDirectory(byte[] file) {
        content = ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int at = content.getInt(4);
        int count = content.getShort(at) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            entry(at + 2 + 12 * i);
        }
    }

    private void entry(int at) {
        int type = content.getShort(at + 2) & 0xFFFF;
        int count = content.getInt(at + 4);
        int bytes = type == BYTE ? 1 : type == SHORT ? 2 : 4;
        if (type != BYTE && type != SHORT && type != LONG || count < 1) {
            return;
        }
        int place = (long) count * bytes > 4 ? content.getInt(at + 8) : at + 8;
        long[] read = new long[count];
        for (int i = 0; i < count; i++) {
            int from = place + i * bytes;
            read[i] = switch (type) {
                case BYTE -> content.get(from) & 0xFF;
                case SHORT -> content.getShort(from) & 0xFFFF;
                default -> content.getInt(from) & 0xFFFFFFFFL;
            };
        }
        values.put(content.getShort(at) & 0xFFFF, read);
    }

    ByteOrder order() {
        return content.order();
    }

    /** The values of a tag; empty without it. */
    long[] all(int tag) {
        return values.getOrDefault(tag, new long[0]);
    }

    /** The first value of a tag. */
    long first(int tag, long otherwise) {
        long[] all = all(tag);
        return all.length == 0 ? otherwise : all[0];
    }

    /** Returns whether all values of a tag are the same. */
    boolean isUniform(int tag) {
        long[] all = all(tag);
        for (long value : all) {
            if (value != all[0]) {
                return false;
            }
        }
        return true;
    }
}

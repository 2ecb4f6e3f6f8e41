package io.ssl4j.core.vision.file;

import java.util.HashSet;
import java.util.Set;

/**
 * Checks the directories of a TIFF file (TIFF 6.0, Adobe 1992): every value and every strip or tile must lie inside the
 * file, and the picture's size must be plausible. Decoders trust the counts and allocate memory for them.
 */
final class TiffOutline {

    private static final int ENTRY = 12;
    private static final int LITTLE_ENDIAN = 'I';

    /** The size in bytes of a value by its type; type 0 does not exist. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_LENGTH = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;

    /** A limit that is more than any picture format has, and small enough to be held in memory. */
    private static final int MOST_SAMPLES = 16;

    private static final long MOST_TILE_PIXELS = 1 << 22;

    private final ByteCursor in;
    private final boolean littleEndian;

    private TiffOutline(ByteCursor in) {
        this.in = in;
        this.littleEndian = in.content()[0] == LITTLE_ENDIAN;
    }

    static void check(ByteCursor in) {
        in.skip(4, "the signature");
        new TiffOutline(in).directories();
    }

    private void directories() {
        Set<Long> seen = new HashSet<>();
        long offset = u32("the place of the first directory");
        if (offset == 0) {
            throw in.damaged(4, "a TIFF file must have a directory, got none");
        }
        while (offset != 0) {
            if (!seen.add(offset)) {
                throw in.damaged(in.position() - 4, "directory " + offset + " follows itself; the file is damaged");
            }
            offset = directory(offset);
        }
    }

    /** @return the offset of the next directory, 0 for none */
    private long directory(long offset) {
        in.moveTo(offset, "a directory");
        int count = u16("the number of entries");
        long[] places = new long[0];
        long[] lengths = new long[0];
        long tileWidth = 0;
        long tileLength = 0;
        for (int i = 0; i < count; i++) {
            int start = Math.toIntExact(offset + 2 + (long) i * ENTRY);
            in.moveTo(start, "entry " + i + " of a directory");
            int tag = u16("a tag");
            long[] values = values(tag, start);
            switch (tag) {
                case STRIP_OFFSETS, TILE_OFFSETS -> places = values;
                case STRIP_BYTE_COUNTS, TILE_BYTE_COUNTS -> lengths = values;
                case TILE_WIDTH -> tileWidth = first(values);
                case TILE_LENGTH -> tileLength = first(values);
                case SAMPLES_PER_PIXEL -> require(first(values), MOST_SAMPLES, "samples per pixel", start);
                default -> {
                    // of no interest here
                }
            }
        }
        require(tileWidth * tileLength, MOST_TILE_PIXELS, "pixels of a tile", (int) offset);
        in.moveTo(offset + 2 + (long) count * ENTRY, "the end of a directory");
        long next = u32("the place of the next directory");
        for (int i = 0; i < Math.min(places.length, lengths.length); i++) {
            in.moveTo(places[i], "strip or tile " + i);
            in.skip(lengths[i], "strip or tile " + i);
        }
        return next;
    }

    private static long first(long[] values) {
        return values.length == 0 ? 0 : values[0];
    }

    private void require(long value, long most, String what, int offset) {
        if (value > most) {
            throw in.damaged(offset, "at most " + most + " " + what + " are read, got " + value);
        }
    }

    /**
     * Returns the values of an entry if they are unsigned integers; for all other types only checks that they are
     * present.
     */
    private long[] values(int tag, int start) {
        int type = u16("a type");
        long count = u32("a count");
        if (type < 1 || type >= TYPE_BYTES.length) {
            throw in.damaged(start + 2, "the type of tag " + tag + " must be in 1..13, got " + type);
        }
        long length = count * TYPE_BYTES[type];
        if (length > 4) {
            in.moveTo(u32("a place"), "the values of tag " + tag);
        }
        String what = count + " values of tag " + tag;
        int at = in.position();
        in.skip(length, what);
        if (type != 1 && type != 3 && type != 4) {
            return new long[0];
        }
        in.moveTo(at, what);
        long[] values = new long[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = type == 1 ? in.u8(what) : type == 3 ? u16(what) : u32(what);
        }
        return values;
    }

    private int u16(String what) {
        return littleEndian ? in.u16LittleEndian(what) : in.u16(what);
    }

    private long u32(String what) {
        return littleEndian ? in.u32LittleEndian(what) : in.u32(what);
    }
}

package io.ssl4j.core.vision.file;

import io.ssl4j.core.data.DatasetFormatException;

/** Walks through the content of a file; moving past its end throws, with path and offset. */
final class ByteCursor {

    private final Origin origin;
    private final byte[] content;
    private int position;

    ByteCursor(Origin origin, byte[] content) {
        this.origin = origin;
        this.content = content;
    }

    byte[] content() {
        return content;
    }

    int position() {
        return position;
    }

    int remaining() {
        return content.length - position;
    }

    int u8(String what) {
        require(1, what);
        return content[position++] & 0xFF;
    }

    int u16(String what) {
        return u8(what) << 8 | u8(what);
    }

    long u32(String what) {
        return (long) u16(what) << 16 | u16(what);
    }

    int u16LittleEndian(String what) {
        return u8(what) | u8(what) << 8;
    }

    long u32LittleEndian(String what) {
        return u16LittleEndian(what) | (long) u16LittleEndian(what) << 16;
    }

    /** Moves to an offset in the content, which may be its end. */
    void moveTo(long offset, String what) {
        if (offset < 0 || offset > content.length) {
            throw origin.damaged(
                    content.length,
                    "the file is cut short: " + what + " begins at byte " + offset + ", but the file has only "
                            + content.length + " bytes");
        }
        position = (int) offset;
    }

    void skip(long count, String what) {
        require(count, what);
        position += (int) count;
    }

    private void require(long count, String what) {
        if (count > remaining()) {
            throw origin.damaged(
                    content.length,
                    "the file is cut short: " + what + " at byte " + position + " needs " + count + " bytes, but only "
                            + remaining() + " are left");
        }
    }

    DatasetFormatException damaged(long offset, String problem) {
        return origin.damaged(offset, problem);
    }
}

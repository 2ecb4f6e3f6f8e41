package io.ssl4j.core.series.file.text;

import io.ssl4j.core.data.DatasetFormatException;
import java.nio.file.Path;

/** The bytes of a text file one after the other, without its byte order mark, and the line that they are in. */
public final class TextBytes implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final FileBytes in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long line = 1;

    /** Opens a file, which must not begin as UTF-16 does. */
    public TextBytes(Path path) {
        in = FileBytes.open(path);
        try {
            limit = in.read(buffer, 0, BUFFER);
            skipByteOrderMark();
        } catch (RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void skipByteOrderMark() {
        int first = limit > 1 ? (buffer[0] & 0xFF) << 8 | buffer[1] & 0xFF : 0;
        if (first == 0xFEFF || first == 0xFFFE) {
            throw damaged("the file must be text in UTF-8, but begins as UTF-16 does; save it as UTF-8");
        }
        if (first == 0xEFBB && limit > 2 && (buffer[2] & 0xFF) == 0xBF) {
            position = 3;
        }
    }

    /** The next byte, which stays the next; -1 at the end. */
    public int peek() {
        return position < limit || refill() ? buffer[position] & 0xFF : -1;
    }

    /** The next byte; -1 at the end. */
    public int next() {
        return position < limit || refill() ? buffer[position++] & 0xFF : -1;
    }

    /**
     * Takes the bytes before the next that is no plain text, as far as they are at hand and have room.
     *
     * @return where the target now ends
     */
    public int takeText(byte[] kinds, byte[] target, int from) {
        int end = Math.min(limit, position + target.length - from);
        int at = position;
        int to = from;
        while (at < end && kinds[buffer[at] & 0xFF] == Separators.TEXT) {
            target[to++] = buffer[at++];
        }
        position = at;
        return to;
    }

    /** Passes over the bytes before the next line end or quote, as far as they are at hand. */
    public void skipToLineEnd(byte[] kinds) {
        int at = position;
        while (at < limit && kinds[buffer[at] & 0xFF] < Separators.LINE_END) {
            at++;
        }
        position = at;
    }

    private boolean refill() {
        position = 0;
        limit = in.read(buffer, 0, BUFFER);
        return limit > 0;
    }

    /** Counts a line end that was just read, and takes the second byte of one that has two. */
    public void endLine(int b) {
        if (b == '\r' && peek() == '\n') {
            position++;
        }
        line++;
    }

    /** The line of the next byte, from 1. */
    public long line() {
        return line;
    }

    /** The file. */
    public Path path() {
        return in.path();
    }

    /** What is wrong at the line of the next byte. */
    public DatasetFormatException damaged(String problem) {
        return damaged(line, problem);
    }

    /** What is wrong at a line. */
    public DatasetFormatException damaged(long atLine, String problem) {
        return new DatasetFormatException(path(), -1, "line " + atLine + ": " + problem);
    }

    @Override
    public void close() {
        in.close();
    }
}

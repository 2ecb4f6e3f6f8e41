package io.ssl4j.core.series.file.text;

import io.ssl4j.core.data.DatasetFormatException;
import java.nio.file.Path;

/** Reads the bytes of a text file in order, without its byte order mark, and tracks the line. */
public final class TextBytes implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final FileBytes in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long line = 1;

    /** Opens a file, which must not be UTF-16. */
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

    /** Returns the next byte without consuming it; -1 at the end. */
    public int peek() {
        return position < limit || refill() ? buffer[position] & 0xFF : -1;
    }

    /** Reads the next byte; -1 at the end. */
    public int next() {
        return position < limit || refill() ? buffer[position++] & 0xFF : -1;
    }

    /**
     * Reads the bytes before the next one that is not plain text, as far as they are buffered and fit.
     *
     * @return the new end of the target
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

    /** Skips the bytes before the next line end or quote, as far as they are buffered. */
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

    /** Counts a line end that was just read, and reads its second byte if it has two. */
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

    /** Makes the exception for a problem at the line of the next byte. */
    public DatasetFormatException damaged(String problem) {
        return damaged(line, problem);
    }

    /** Makes the exception for a problem at a line. */
    public DatasetFormatException damaged(long atLine, String problem) {
        return new DatasetFormatException(path(), -1, "line " + atLine + ": " + problem);
    }

    @Override
    public void close() {
        in.close();
    }
}

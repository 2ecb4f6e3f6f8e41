package io.ssl4j.core.checkpoint;

import java.io.OutputStream;

/** A stream that only counts the bytes written to it. */
final class CountingStream extends OutputStream {

    private long bytes;

    @Override
    public void write(int b) {
        bytes++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        bytes += length;
    }

    /** The number of bytes written so far. */
    long bytes() {
        return bytes;
    }
}

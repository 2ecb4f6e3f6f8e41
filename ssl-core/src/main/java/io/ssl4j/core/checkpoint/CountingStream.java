package io.ssl4j.core.checkpoint;

import java.io.OutputStream;

/** Counts what is written, and keeps nothing of it. */
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

    /** Bytes written so far. */
    long bytes() {
        return bytes;
    }
}

package io.ssl4j.core.series.file;

import java.nio.file.Path;

/** The memory that the values of a file need. */
final class Heap {

    private static final long MOST_VALUES = Integer.MAX_VALUE - 8;

    private Heap() {}

    /**
     * Requires that there is room for values, before allocating it.
     *
     * @throws IllegalArgumentException if a heap of the current size cannot hold them
     */
    static void require(Path file, long values) {
        long most = Runtime.getRuntime().maxMemory();
        if (values > most / Float.BYTES) {
            throw new IllegalArgumentException("the " + values + " values of " + file + " need "
                    + megabytes(values * Float.BYTES) + " MB of memory, but Java may use " + megabytes(most)
                    + " MB; start it with a larger -Xmx, or read the file in parts");
        }
    }

    /** Requires that one series fits into an array. */
    static int requireArray(Path file, String series, long values) {
        if (values > MOST_VALUES) {
            throw new IllegalArgumentException("a series can have at most " + MOST_VALUES + " values, got " + values
                    + " for " + series + " of " + file + "; cut it into several");
        }
        return (int) values;
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
    }
}

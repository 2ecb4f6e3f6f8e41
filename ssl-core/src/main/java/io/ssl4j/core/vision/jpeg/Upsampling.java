package io.ssl4j.core.vision.jpeg;

/**
 * A triangle filter that doubles rows and columns. All arrays are read at the same index, and the neighbours of a
 * sample are first copied to separate arrays, because only such loops are vectorised.
 */
final class Upsampling {

    private final int count;
    private final int[] sum;
    private final int[] before;
    private final int[] after;

    /** @param count samples of a row that is to be doubled */
    Upsampling(int count) {
        this.count = count;
        sum = new int[count];
        before = new int[count];
        after = new int[count];
    }

    /** A row of twice the columns, its even and its odd ones. */
    void columns(int[] row, int[][] parts) {
        copyNeighbours(row);
        mix(row, before, 1, 2, parts[0], count);
        mix(row, after, 2, 2, parts[1], count);
    }

    /** Upsamples a row that lies between two rows, a quarter of the way from the nearer one. */
    void rowsAndColumns(int[] near, int[] far, int[][] parts) {
        add(near, far, sum, count);
        copyNeighbours(sum);
        mix(sum, before, 8, 4, parts[0], count);
        mix(sum, after, 7, 4, parts[1], count);
    }

    private static void add(int[] near, int[] far, int[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] = 3 * near[i] + far[i];
        }
    }

    /** The outermost samples are their own neighbours. */
    private void copyNeighbours(int[] row) {
        before[0] = row[0];
        System.arraycopy(row, 0, before, 1, count - 1);
        System.arraycopy(row, 1, after, 0, count - 1);
        after[count - 1] = row[count - 1];
    }

    /** @param round added before the shift; libjpeg alternates it, so that rounding is unbiased */
    private static void mix(int[] row, int[] neighbours, int round, int shift, int[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = 3 * row[i] + neighbours[i] + round >> shift;
        }
    }
}

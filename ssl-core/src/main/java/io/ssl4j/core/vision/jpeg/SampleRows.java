package io.ssl4j.core.vision.jpeg;

import java.util.Arrays;

/**
 * The samples of one component, one row of minimum coded units at a time; the rows of the previous row of units are
 * kept. A row may be split into its even and its odd columns.
 */
final class SampleRows {

    private final Component component;
    private final int size;
    private final int parts;
    private final InverseDct full;
    private final ReducedInverseDct reduced;

    /** Coefficients, then samples: by place in the block, then rows of {@code count} blocks one after the other. */
    private final int[][] blocks;

    private final int count;
    private final int unitRows;

    private final int[][] ring;
    private final int[] line;
    private int prediction;

    /**
     * @param size samples of a block along an axis: 8, or fewer when the picture is made smaller
     * @param units minimum coded units in a row
     * @param unitRows rows of units that are read and transformed at once
     * @param parts 1, or 2 for rows that are split into even and odd columns
     */
    SampleRows(Component component, int size, int units, int unitRows, int parts) {
        this.component = component;
        this.size = size;
        this.parts = parts;
        this.unitRows = unitRows;
        count = units * component.horizontal();
        int together = unitRows * component.vertical() * count;
        full = size == 8 ? new InverseDct(together) : null;
        reduced = size == 8 ? null : new ReducedInverseDct(size, together);
        blocks = new int[64][together];
        ring = new int[2 * rowsAtOnce() * parts][count * size / parts];
        line = new int[parts == 2 && size % 2 == 1 ? count * size : 0];
    }

    /** Rows that are made at once. */
    int rowsAtOnce() {
        return unitRows * component.vertical() * size;
    }

    /** A row, or the even (0) or odd (1) columns of it; it must be one of those made at last or of those before. */
    int[] row(int y, int part) {
        return ring[(y % (2 * rowsAtOnce())) * parts + part];
    }

    void clear() {
        for (int[] place : blocks) {
            Arrays.fill(place, 0);
        }
    }

    void restart() {
        prediction = 0;
    }

    /** Reads the blocks of one unit. */
    void read(EntropyReader reader, int unitRow, int unit) {
        int columns = component.horizontal();
        for (int v = 0; v < component.vertical(); v++) {
            int at = (unitRow * component.vertical() + v) * count + unit * columns;
            for (int column = 0; column < columns; column++) {
                prediction = reader.readBlock(component, prediction, blocks, at + column);
            }
        }
    }

    /**
     * Turns what was read into rows of samples.
     *
     * @param y the first of these rows
     */
    void transform(int y) {
        if (reduced == null) {
            full.transform(blocks);
        } else {
            reduced.transform(blocks);
        }
        for (int row = 0; row < rowsAtOnce(); row++) {
            lay(8 * (row % size), row / size * count, y + row);
        }
    }

    /** Lays one row of the samples of neighbouring blocks side by side. */
    private void lay(int first, int offset, int y) {
        if (line.length > 0) {
            for (int x = 0; x < size; x++) {
                spread(blocks[first + x], offset, line, x, size);
            }
            split(line, row(y, 0), row(y, 1));
            return;
        }
        int step = size / parts;
        for (int part = 0; part < parts; part++) {
            if (step % 4 == 0) {
                for (int x = 0; x < step; x += 4) {
                    spreadFour(first + x * parts + part, offset, row(y, part), x, step);
                }
            } else {
                for (int x = 0; x < step; x++) {
                    spread(blocks[first + x * parts + part], offset, row(y, part), x, step);
                }
            }
        }
    }

    /** Four samples of each block at once; the steps are constants so that the compiler can drop the range checks. */
    private void spreadFour(int first, int offset, int[] to, int at, int step) {
        int[] a = blocks[first];
        int[] b = blocks[first + parts];
        int[] c = blocks[first + 2 * parts];
        int[] d = blocks[first + 3 * parts];
        if (step == 4) {
            for (int i = 0; i < count; i++) {
                to[at + 4 * i] = a[offset + i];
                to[at + 4 * i + 1] = b[offset + i];
                to[at + 4 * i + 2] = c[offset + i];
                to[at + 4 * i + 3] = d[offset + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[at + 8 * i] = a[offset + i];
                to[at + 8 * i + 1] = b[offset + i];
                to[at + 8 * i + 2] = c[offset + i];
                to[at + 8 * i + 3] = d[offset + i];
            }
        }
    }

    private void spread(int[] from, int offset, int[] to, int at, int step) {
        for (int b = 0; b < count; b++) {
            to[at + b * step] = from[offset + b];
        }
    }

    private static void split(int[] line, int[] even, int[] odd) {
        for (int x = 0; x < line.length; x++) {
            ((x & 1) == 0 ? even : odd)[x >> 1] = line[x];
        }
    }
}

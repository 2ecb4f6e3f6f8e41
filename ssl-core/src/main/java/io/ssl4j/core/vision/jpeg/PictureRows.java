package io.ssl4j.core.vision.jpeg;

import java.util.List;

/**
 * Combines the rows of components into interleaved bytes. Chroma at half resolution is upsampled with a triangle
 * filter: 3/4 of the nearer sample and 1/4 of the farther one along each axis. Even and odd columns are computed
 * separately, as rows of their own.
 */
final class PictureRows {

    private final int height;
    private final int width;
    private final int columnFactor;
    private final int rowFactor;
    private final List<SampleRows> components;
    private final byte[] samples;
    private final Upsampling upsampling;
    private final int[][][] chroma;
    private final int[][] work;
    private final int[][] rgb;
    private int written;
    private int known;

    /** @param columnFactor columns of the picture for one of chroma, 1 or 2; if 2, luma rows are split */
    PictureRows(int height, int width, List<SampleRows> components, int columnFactor, int rowFactor) {
        this.height = height;
        this.width = width;
        this.components = components;
        this.columnFactor = columnFactor;
        this.rowFactor = rowFactor;
        samples = new byte[Math.multiplyExact(Math.multiplyExact(height, width), components.size())];
        int part = (width + columnFactor - 1) / columnFactor;
        upsampling = new Upsampling(part);
        chroma = new int[2][2][part];
        work = new int[3][part];
        rgb = new int[2][part];
    }

    byte[] samples() {
        return samples;
    }

    /** Writes the rows that can be, after more rows of units were read: with chroma rows halved, all but the last. */
    void write(boolean last) {
        known += components.get(0).rowsAtOnce();
        int end = last ? height : Math.min(height, known - rowFactor + 1);
        for (; written < end; written++) {
            if (components.size() == 1) {
                pack(components.get(0).row(written, 0), written * width);
            } else {
                writeColors(written);
            }
        }
    }

    private void writeColors(int y) {
        int at = 3 * y * width;
        if (columnFactor == 1) {
            Colors.toRgb(luma(y, 0), chromaRow(1, y), chromaRow(2, y), work, rgb[0], width);
            Colors.pack(rgb[0], samples, at, width);
            return;
        }
        upsample(1, y, chroma[0]);
        upsample(2, y, chroma[1]);
        for (int part = 0; part < 2; part++) {
            int count = (width + 1 - part) / 2;
            Colors.toRgb(luma(y, part), chroma[0][part], chroma[1][part], work, rgb[part], count);
        }
        Colors.pack(rgb[0], rgb[1], samples, at, width);
    }

    private int[] luma(int y, int part) {
        return components.get(0).row(y, part);
    }

    private int[] chromaRow(int component, int y) {
        return components.get(component).row(y, 0);
    }

    private void upsample(int component, int y, int[][] parts) {
        if (rowFactor == 1) {
            upsampling.columns(chromaRow(component, y), parts);
            return;
        }
        int near = y / 2;
        int far = Math.max(0, Math.min((height + 1) / 2 - 1, near + (y % 2 == 0 ? -1 : 1)));
        upsampling.rowsAndColumns(chromaRow(component, near), chromaRow(component, far), parts);
    }

    private void pack(int[] row, int at) {
        for (int x = 0; x < width; x++) {
            samples[at + x] = (byte) row[x];
        }
    }
}

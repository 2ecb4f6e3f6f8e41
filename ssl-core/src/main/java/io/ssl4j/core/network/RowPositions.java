package io.ssl4j.core.network;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The valid places of images {@code [n, height, width, channels]} with a mask over the width, as runs that are
 * contiguous in memory.
 */
final class RowPositions {

    /** A contiguous run within one image row, counted in places from the start of the array. */
    private record Run(int row, int start, int length) {}

    private final INDArray mask;
    private final int width;
    private final List<Run> runs = new ArrayList<>();
    private final int[] counts;
    private int valid;

    /** @param mask {@code [n, width]}, 1 or 0 */
    RowPositions(INDArray mask) {
        this.mask = mask;
        this.width = Math.toIntExact(mask.size(1));
        this.counts = new int[Math.toIntExact(mask.size(0))];
        float[] marks = mask.dup('c').data().asFloat();
        for (int row = 0; row < counts.length; row++) {
            int from = 0;
            while (from < width) {
                int to = from;
                while (to < width && marks[row * width + to] != 0) {
                    to++;
                }
                if (to > from) {
                    runs.add(new Run(row, from, to - from));
                    counts[row] += to - from;
                    valid += to - from;
                }
                from = to + 1;
            }
        }
    }

    INDArray mask() {
        return mask;
    }

    /** The number of valid places in all rows, counting one image row each. */
    int valid() {
        return valid;
    }

    /** Requires that these are the places of images with this many rows and this width. */
    void requireFits(INDArray images, String vertex) {
        if (images.rank() != 4 || images.size(0) != counts.length || images.size(2) != width) {
            throw new IllegalArgumentException("rows that differ in length need activations [n, height, " + width
                    + ", channels] throughout, but vertex '" + vertex + "' gives " + Arrays.toString(images.shape())
                    + "; use layers that keep the length (stride 1, padding \"same\", NHWC)");
        }
    }

    /** Copies the valid places into {@code packed}, {@code [1, 1, places, channels]}. */
    void gather(INDArray images, INDArray packed) {
        copy(images, packed, true);
    }

    /** Copies {@code packed} to the valid places and sets the others to zero. */
    void scatter(INDArray packed, INDArray images) {
        images.assign(0);
        copy(images, packed, false);
    }

    private void copy(INDArray images, INDArray packed, boolean pack) {
        int height = Math.toIntExact(images.size(1));
        int channels = Math.toIntExact(images.size(3));
        boolean floats = images.dataType() == DataType.FLOAT;
        FloatBuffer f = floats ? floats(images) : null;
        FloatBuffer fp = floats ? floats(packed) : null;
        DoubleBuffer d = floats ? null : doubles(images);
        DoubleBuffer dp = floats ? null : doubles(packed);
        int at = 0;
        for (Run run : runs) {
            for (int y = 0; y < height; y++) {
                int place = ((run.row * height + y) * width + run.start) * channels;
                int length = run.length * channels;
                if (floats) {
                    (pack ? fp : f).put(pack ? at : place, pack ? f : fp, pack ? place : at, length);
                } else {
                    (pack ? dp : d).put(pack ? at : place, pack ? d : dp, pack ? place : at, length);
                }
                at += length;
            }
        }
    }

    /** Sets the invalid places to zero. */
    void clear(INDArray images) {
        int height = Math.toIntExact(images.size(1));
        int channels = Math.toIntExact(images.size(3));
        boolean floats = images.dataType() == DataType.FLOAT;
        FloatBuffer f = floats ? floats(images) : null;
        DoubleBuffer d = floats ? null : doubles(images);
        float[] zeros = new float[width * channels];
        double[] doubleZeros = floats ? null : new double[width * channels];
        int next = 0;
        for (int row = 0; row < counts.length; row++) {
            int from = 0;
            int first = next;
            while (next < runs.size() && runs.get(next).row == row) {
                next++;
            }
            for (int r = first; r <= next; r++) {
                int to = r < next ? runs.get(r).start : width;
                for (int y = 0; y < height && to > from; y++) {
                    int place = ((row * height + y) * width + from) * channels;
                    if (floats) {
                        f.put(place, zeros, 0, (to - from) * channels);
                    } else {
                        d.put(place, doubleZeros, 0, (to - from) * channels);
                    }
                }
                from = r < next ? runs.get(r).start + runs.get(r).length : width;
            }
        }
    }

    /**
     * Computes means over the valid places: {@code [n, height, width, channels] -> [n, channels]}, summed in order in
     * double.
     */
    void average(INDArray images, INDArray means) {
        int height = Math.toIntExact(images.size(1));
        int channels = Math.toIntExact(images.size(3));
        boolean floats = images.dataType() == DataType.FLOAT;
        FloatBuffer f = floats ? floats(images) : null;
        DoubleBuffer d = floats ? null : doubles(images);
        double[][] sums = new double[counts.length][channels];
        for (Run run : runs) {
            double[] sum = sums[run.row];
            for (int y = 0; y < height; y++) {
                int place = ((run.row * height + y) * width + run.start) * channels;
                for (int i = 0; i < run.length; i++) {
                    for (int c = 0; c < channels; c++, place++) {
                        sum[c] += floats ? f.get(place) : d.get(place);
                    }
                }
            }
        }
        for (int row = 0; row < counts.length; row++) {
            for (int c = 0; c < channels; c++) {
                means.putScalar(row, c, sums[row][c] / Math.max(1, counts[row] * height));
            }
        }
    }

    /** Computes the gradient of {@link #average}: {@code [n, channels] -> [n, height, width, channels]}. */
    void spread(INDArray gradient, INDArray images) {
        int height = Math.toIntExact(images.size(1));
        int channels = Math.toIntExact(images.size(3));
        images.assign(0);
        boolean floats = images.dataType() == DataType.FLOAT;
        FloatBuffer f = floats ? floats(images) : null;
        DoubleBuffer d = floats ? null : doubles(images);
        for (Run run : runs) {
            double[] share = new double[channels];
            for (int c = 0; c < channels; c++) {
                share[c] = gradient.getDouble(run.row, c) / (counts[run.row] * height);
            }
            for (int y = 0; y < height; y++) {
                int place = ((run.row * height + y) * width + run.start) * channels;
                for (int i = 0; i < run.length * channels; i++) {
                    if (floats) {
                        f.put(place + i, (float) share[i % channels]);
                    } else {
                        d.put(place + i, share[i % channels]);
                    }
                }
            }
        }
    }

    private static FloatBuffer floats(INDArray dense) {
        return new FloatPointer(dense.data().addressPointer())
                .capacity(dense.length())
                .asBuffer();
    }

    private static DoubleBuffer doubles(INDArray dense) {
        return new DoublePointer(dense.data().addressPointer())
                .capacity(dense.length())
                .asBuffer();
    }
}

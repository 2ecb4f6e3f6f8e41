package io.ssl4j.core.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Distributes the samples of each class over parts of given sizes so that every count is its exact share rounded down
 * or up (controlled rounding; Bacharach 1966, "Matrix rounding problems"). Such counts always exist and are found as a
 * flow: a part takes a missing sample from a class that has one left over, or along an alternating path if none has.
 */
final class Apportionment {

    private final int classes;
    private final int parts;
    private final double[][] share;
    private final int[][] floor;
    private final boolean[][] up;
    private final int[] left;

    private Apportionment(int[] classSizes, int[] partSizes, long total) {
        classes = classSizes.length;
        parts = partSizes.length;
        share = new double[classes][parts];
        floor = new int[classes][parts];
        up = new boolean[classes][parts];
        left = classSizes.clone();
        for (int c = 0; c < classes; c++) {
            for (int p = 0; p < parts; p++) {
                long product = (long) classSizes[c] * partSizes[p];
                floor[c][p] = (int) (product / total);
                share[c][p] = (double) (product % total) / total;
                left[c] -= floor[c][p];
            }
        }
    }

    /**
     * @param classSizes the number of samples of each class
     * @param partSizes the number of samples of each part; the remaining samples form another part
     * @return counts by class and part; each is {@code classSize * partSize / total} rounded down or up
     */
    static int[][] round(int[] classSizes, int[] partSizes) {
        long total = Arrays.stream(classSizes).asLongStream().sum();
        long used = Arrays.stream(partSizes).asLongStream().sum();
        int[] sizes = Arrays.copyOf(partSizes, partSizes.length + 1);
        sizes[partSizes.length] = Math.toIntExact(total - used);
        Apportionment solution = new Apportionment(classSizes, sizes, total);
        for (int p = 0; p < sizes.length; p++) {
            solution.fill(p, sizes[p]);
        }
        int[][] counts = new int[classSizes.length][partSizes.length];
        for (int c = 0; c < counts.length; c++) {
            for (int p = 0; p < partSizes.length; p++) {
                counts[c][p] = solution.floor[c][p] + (solution.up[c][p] ? 1 : 0);
            }
        }
        return counts;
    }

    private void fill(int part, int size) {
        int missing = size;
        for (int c = 0; c < classes; c++) {
            missing -= floor[c][part];
        }
        int[] order = preference(part);
        for (int c : order) {
            if (missing > 0 && share[c][part] > 0 && left[c] > 0) {
                up[c][part] = true;
                left[c]--;
                missing--;
            }
        }
        while (missing > 0) {
            if (!augment(part, new boolean[parts])) {
                throw new IllegalStateException("no stratified split exists: part " + part + " misses " + missing);
            }
            missing--;
        }
    }

    /**
     * The classes in order of preference: first those that the part would otherwise lack, then those with the largest
     * remainder.
     */
    private int[] preference(int part) {
        return IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.<Integer, Boolean>comparing(c -> floor[c][part] > 0)
                        .thenComparing(c -> -share[c][part]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Gives the part one more sample, if necessary from a part that can take another sample instead. */
    private boolean augment(int part, boolean[] visited) {
        visited[part] = true;
        for (int c = 0; c < classes; c++) {
            if (!up[c][part] && share[c][part] > 0 && left[c] > 0) {
                up[c][part] = true;
                left[c]--;
                return true;
            }
        }
        for (int c = 0; c < classes; c++) {
            for (int other = 0; other < parts; other++) {
                if (!up[c][part] && share[c][part] > 0 && up[c][other] && !visited[other]) {
                    up[c][other] = false;
                    up[c][part] = true;
                    if (augment(other, visited)) {
                        return true;
                    }
                    up[c][other] = true;
                    up[c][part] = false;
                }
            }
        }
        return false;
    }
}

package io.ssl4j.core.data;

import io.ssl4j.core.random.RandomKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws shuffled, stratified parts of a set of labels: in every part each class keeps its share of the whole, to within
 * one sample, and a class that a part would otherwise lack comes first. The result depends only on the labels, the
 * sizes and the seed. {@link LabeledDataset#split} applies this to data sets.
 */
public final class Stratification {

    private Stratification() {}

    /** Returns the indices of one part. */
    public static int[] subset(int[] labels, int size, long seed) {
        if (size < 1 || size > labels.length) {
            throw new IllegalArgumentException(
                    "a subset needs 1 to " + labels.length + " samples, as many as the data set" + " has, got " + size);
        }
        return split(labels, new int[] {size}, seed).get(0);
    }

    /** Returns the indices of the same number of samples of each class, in random order; all of a smaller class. */
    public static int[] perClass(int[] labels, int samples, long seed) {
        if (samples < 1) {
            throw new IllegalArgumentException("a part needs at least 1 sample of each class, got " + samples);
        }
        RandomKey key = RandomKey.of(seed).child("per class");
        int[] indices = Arrays.stream(byClass(labels, key))
                .flatMapToInt(members -> Arrays.stream(members).limit(samples))
                .toArray();
        key.child("order").stream().shuffle(indices);
        return indices;
    }

    /**
     * Returns the indices of disjoint parts, one for each size, each in random order.
     *
     * @param labels the class of each sample, 0 or above
     * @param sizes samples of each part, at least 1, together at most as many as there are labels
     * @param seed determines the choice
     * @throws IllegalArgumentException if a size is below 1, or they sum to more than the number of labels
     */
    public static List<int[]> split(int[] labels, int[] sizes, long seed) {
        requireSizes(sizes, labels.length);
        RandomKey key = RandomKey.of(seed).child("split");
        int[][] byClass = byClass(labels, key);
        int[] classSizes = Arrays.stream(byClass).mapToInt(c -> c.length).toArray();
        int[][] counts = Apportionment.round(classSizes, sizes);
        int[] taken = new int[byClass.length];
        List<int[]> parts = new ArrayList<>();
        for (int part = 0; part < sizes.length; part++) {
            int[] indices = new int[sizes[part]];
            int filled = 0;
            for (int c = 0; c < byClass.length; c++) {
                System.arraycopy(byClass[c], taken[c], indices, filled, counts[c][part]);
                taken[c] += counts[c][part];
                filled += counts[c][part];
            }
            key.child("order").child(part).stream().shuffle(indices);
            parts.add(indices);
        }
        return parts;
    }

    /**
     * Returns the sizes of parts given as fractions; the border between two parts is rounded to the nearest sample.
     *
     * @param total samples in the whole
     * @param fractions each part's fraction of the whole, above 0, together at most 1
     * @throws IllegalArgumentException if a fraction is not above 0, their sum is above 1, or a part would be empty
     */
    public static int[] sizes(int total, double[] fractions) {
        requireFractions(fractions);
        int[] sizes = new int[fractions.length];
        double exact = 0;
        int given = 0;
        for (int i = 0; i < sizes.length; i++) {
            exact += fractions[i] * total;
            sizes[i] = (int) Math.round(exact) - given;
            given += sizes[i];
            if (sizes[i] < 1) {
                throw new IllegalArgumentException("every part of a split needs a sample, but a fraction of "
                        + fractions[i] + " of " + total + " samples is none; use larger fractions");
            }
        }
        return sizes;
    }

    static void requireFractions(double[] fractions) {
        double sum = 0;
        for (double fraction : fractions) {
            if (!(fraction > 0 && fraction <= 1)) {
                throw new IllegalArgumentException("every fraction of a split must be above 0 and at most 1, got "
                        + Arrays.toString(fractions) + "; splitSizes takes numbers of samples");
            }
            sum += fraction;
        }
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException(
                    "the fractions of a split must sum to at most 1, got " + Arrays.toString(fractions));
        }
    }

    /** Returns the labels in a random order. */
    public static int[] permuted(int[] labels, long seed) {
        int[] permuted = labels.clone();
        RandomKey.of(seed).child("permute labels").stream().shuffle(permuted);
        return permuted;
    }

    private static void requireSizes(int[] sizes, int total) {
        long sum = 0;
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException(
                        "every part of a split needs at least 1 sample, got sizes " + Arrays.toString(sizes));
            }
            sum += size;
        }
        if (sum > total) {
            throw new IllegalArgumentException("the parts of a split may hold " + total
                    + " samples together, as many as the data set has, got sizes " + Arrays.toString(sizes));
        }
    }

    /** Returns the indices of each class, shuffled. */
    private static int[][] byClass(int[] labels, RandomKey key) {
        int[] counts = new int[Arrays.stream(labels).max().orElse(0) + 1];
        for (int label : labels) {
            counts[label]++;
        }
        int[][] byClass = new int[counts.length][];
        for (int c = 0; c < counts.length; c++) {
            byClass[c] = new int[counts[c]];
        }
        for (int i = labels.length - 1; i >= 0; i--) {
            byClass[labels[i]][--counts[labels[i]]] = i;
        }
        for (int c = 0; c < byClass.length; c++) {
            key.child("class").child(c).stream().shuffle(byClass[c]);
        }
        return byClass;
    }
}

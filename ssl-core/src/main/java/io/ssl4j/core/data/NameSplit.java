package io.ssl4j.core.data;

import io.ssl4j.core.random.RandomKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits by name: a hash of seed and name gives each sample a place between 0 and 1, and the fractions cut that line
 * into parts. So a sample stays in its part whatever else comes or goes; in exchange the parts have their fractions, of
 * the whole and of each class, only on average. A class that a part would lack altogether gives it the sample that is
 * nearest to it, if the class has one to spare: only there can a sample change its part when the data grows.
 */
public final class NameSplit {

    private final double[] places;
    private final double[] borders;
    private final int[] part;

    private NameSplit(Dataset<?> data, long seed, double[] fractions) {
        places = places(data, seed);
        borders = new double[fractions.length + 1];
        for (int p = 0; p < fractions.length; p++) {
            borders[p + 1] = borders[p] + fractions[p];
        }
        // Fractions that sum to 1 but for rounding leave no sample out.
        if (borders[fractions.length] > 1 - 1e-9) {
            borders[fractions.length] = 1;
        }
        part = IntStream.range(0, data.size()).map(i -> partOf(places[i])).toArray();
    }

    /** Each sample's place in [0, 1), from seed and name only. */
    private static double[] places(Dataset<?> data, long seed) {
        RandomKey key = RandomKey.of(seed).child("split by name");
        double[] places = new double[data.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = (key.child(data.name(i)).state() >>> 11) * 0x1p-53;
        }
        return places;
    }

    /** -1 if the sample is in no part. */
    private int partOf(double place) {
        for (int p = 0; p < borders.length - 1; p++) {
            if (place < borders[p + 1]) {
                return p;
            }
        }
        return -1;
    }

    /**
     * Returns the indices of each part, in an order that also depends only on seed and names.
     *
     * @param labels the class of each sample
     * @throws IllegalArgumentException if a fraction is not above 0, their sum is above 1, or a part would be empty
     */
    public static List<int[]> of(Dataset<?> data, int[] labels, long seed, double... fractions) {
        Stratification.requireFractions(fractions);
        NameSplit split = new NameSplit(data, seed, fractions);
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        int[][] byClass = new int[classes][];
        for (int c = 0; c < classes; c++) {
            int label = c;
            byClass[c] = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
        }
        for (int[] members : byClass) {
            for (int p = 0; p < fractions.length; p++) {
                split.giveOne(p, members);
            }
        }
        return split.parts(fractions);
    }

    /** Gives a part one sample of a class that it lacks, if another part, or none, has one to spare. */
    private void giveOne(int lacking, int[] members) {
        int[] counts = new int[borders.length];
        for (int i : members) {
            counts[part[i] + 1]++;
        }
        if (counts[lacking + 1] > 0) {
            return;
        }
        Arrays.stream(members)
                .filter(i -> part[i] < 0 || counts[part[i] + 1] > 1)
                .boxed()
                .min(Comparator.comparingDouble(i -> distance(places[i], lacking)))
                .ifPresent(i -> part[i] = lacking);
    }

    private double distance(double place, int p) {
        return Math.max(borders[p] - place, place - borders[p + 1]);
    }

    private List<int[]> parts(double[] fractions) {
        List<int[]> parts = new ArrayList<>();
        for (int p = 0; p < fractions.length; p++) {
            int wanted = p;
            int[] indices = IntStream.range(0, part.length)
                    .filter(i -> part[i] == wanted)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> places[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            if (indices.length == 0) {
                throw new IllegalArgumentException("every part of a split needs a sample, but by their names none of "
                        + part.length + " falls into the part of " + fractions[p]
                        + "; use larger fractions, another seed or more samples");
            }
            parts.add(indices);
        }
        return parts;
    }
}

package io.ssl4j.core.series.augment;

import io.ssl4j.core.random.RandomStream;

/** Draws random subsets, cuts and orders. Reuses its arrays; not safe for use by several threads at once. */
final class Choice {

    private boolean[] dropped = new boolean[0];
    private int[] bounds = new int[0];
    private int[] order = new int[0];

    /**
     * Drops each of {@code count} items with a given probability, but always keeps at least one, drawn uniformly if all
     * would be dropped. The array is overwritten by the next draw.
     */
    boolean[] drop(int count, double probability, RandomStream random) {
        if (dropped.length < count) {
            dropped = new boolean[count];
        }
        boolean all = true;
        for (int i = 0; i < count; i++) {
            dropped[i] = random.chance(probability);
            all &= dropped[i];
        }
        if (all) {
            dropped[random.nextInt(count)] = false;
        }
        return dropped;
    }

    /**
     * Cuts {@code steps} into {@code segments} of at least one step, with all ways equally likely (Floyd's method for a
     * random subset, Bentley and Floyd 1987): segment {@code i} is {@code [bounds[i], bounds[i + 1])}.
     */
    int[] cuts(int steps, int segments, RandomStream random) {
        if (bounds.length <= segments) {
            bounds = new int[segments + 1];
        }
        bounds[0] = 0;
        int inner = segments - 1;
        for (int i = 1; i <= inner; i++) {
            int last = steps - 1 - inner + i;
            int cut = 1 + random.nextInt(last);
            insert(contains(cut, i) ? last : cut, i);
        }
        bounds[segments] = steps;
        return bounds;
    }

    private boolean contains(int cut, int count) {
        for (int i = 1; i < count; i++) {
            if (bounds[i] == cut) {
                return true;
            }
        }
        return false;
    }

    /** Inserts a cut into the {@code count - 1} existing ones, which are in ascending order. */
    private void insert(int cut, int count) {
        int place = count;
        for (; place > 1 && bounds[place - 1] > cut; place--) {
            bounds[place] = bounds[place - 1];
        }
        bounds[place] = cut;
    }

    /** Returns a random order of {@code 0..count - 1}, all orders equally likely. The array may be longer. */
    int[] order(int count, RandomStream random) {
        if (order.length < count) {
            order = new int[count];
        }
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}

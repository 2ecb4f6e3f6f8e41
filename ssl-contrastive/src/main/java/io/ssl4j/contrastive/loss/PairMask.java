package io.ssl4j.contrastive.loss;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * The masks of a contrastive loss: which candidates are positives of a query, which are negatives, and which are
 * ignored. Immutable; a mask can be made once per batch size and reused.
 *
 * <pre>{@code
 * // n queries; candidates are the n keys of the batch, then m keys of a queue:
 * // NEGATIVE unless it is the query's own key
 * PairMask.of(n, n + m, (query, candidate) -> query == candidate ? POSITIVE : NEGATIVE);
 * }</pre>
 */
public final class PairMask {

    /** The role of a candidate for a query. */
    public enum Role {
        /** The query should be similar to it. */
        POSITIVE,
        /** The query should differ from it. */
        NEGATIVE,
        /** It is ignored, like a row compared with itself. */
        IGNORED
    }

    /** The roles of all pairs. */
    @FunctionalInterface
    public interface Roles {

        /**
         * Returns the role of a candidate for a query.
         *
         * @param query the row among the queries
         * @param candidate the row among the candidates
         */
        Role of(int query, int candidate);
    }

    private static final int[] NONE = {};

    private final int candidates;
    private final int[][] positives;
    private final int[][] ignored;

    private PairMask(int candidates, int[][] positives, int[][] ignored) {
        for (int i = 0; i < positives.length; i++) {
            if (positives[i].length == 0) {
                throw new IllegalArgumentException("every query needs at least one positive, but query " + i
                        + " has none among " + candidates + " candidates; name one, or leave the query out");
            }
        }
        this.candidates = candidates;
        this.positives = positives;
        this.ignored = ignored;
    }

    /**
     * Makes a mask from a rule, which is called once for each pair.
     *
     * @param queries the number of queries, at least 1
     * @param candidates the number of candidates, at least 1
     * @throws IllegalArgumentException if a number is below 1, or a query has no positive
     */
    public static PairMask of(int queries, int candidates, Roles roles) {
        if (queries < 1 || candidates < 1) {
            throw new IllegalArgumentException("a mask needs at least 1 query and 1 candidate, got [" + queries + ", "
                    + candidates + "] [queries, candidates]");
        }
        int[][] positives = new int[queries][];
        int[][] ignored = new int[queries][];
        int[] some = new int[candidates];
        int[] others = new int[candidates];
        for (int i = 0; i < queries; i++) {
            int p = 0;
            int o = 0;
            for (int j = 0; j < candidates; j++) {
                Role role = Objects.requireNonNull(roles.of(i, j), "the role of a candidate");
                if (role == Role.POSITIVE) {
                    some[p++] = j;
                } else if (role == Role.IGNORED) {
                    others[o++] = j;
                }
            }
            positives[i] = Arrays.copyOf(some, p);
            ignored[i] = Arrays.copyOf(others, o);
        }
        return new PairMask(candidates, positives, ignored);
    }

    /**
     * Makes a mask from two tables, {@code [queries][candidates]} each; pairs that are in neither are ignored.
     *
     * @throws IllegalArgumentException if the tables are empty or differ in shape, a pair is in both, or a query has no
     *     positive
     */
    public static PairMask of(boolean[][] positives, boolean[][] negatives) {
        int candidates = requireAlike(positives, negatives);
        return of(positives.length, candidates, (query, candidate) -> {
            if (positives[query][candidate] && negatives[query][candidate]) {
                throw new IllegalArgumentException("a candidate is a positive or a negative of a query, but candidate "
                        + candidate + " is both for query " + query + "; take it out of one of the masks");
            }
            return positives[query][candidate]
                    ? Role.POSITIVE
                    : negatives[query][candidate] ? Role.NEGATIVE : Role.IGNORED;
        });
    }

    private static int requireAlike(boolean[][] positives, boolean[][] negatives) {
        if (positives.length == 0 || positives.length != negatives.length) {
            throw new IllegalArgumentException(
                    "the masks of positives and negatives must have one row for each query, got " + positives.length
                            + " and " + negatives.length + " rows");
        }
        int candidates = positives[0].length;
        for (int i = 0; i < positives.length; i++) {
            if (positives[i].length != candidates || negatives[i].length != candidates) {
                throw new IllegalArgumentException("every row of a mask must have one entry for each of the "
                        + candidates
                        + " candidates of row 0, got " + positives[i].length + " positives and " + negatives[i].length
                        + " negatives in row " + i);
            }
        }
        return candidates;
    }

    /** One positive for each query; every other candidate is a negative. */
    static PairMask onePositive(int queries, int candidates, IntUnaryOperator positive) {
        int[][] positives = new int[queries][];
        Arrays.setAll(positives, i -> new int[] {positive.applyAsInt(i)});
        int[][] ignored = new int[queries][];
        Arrays.fill(ignored, NONE);
        return new PairMask(candidates, positives, ignored);
    }

    /** Compares rows with each other, with one positive for each; a row is ignored for itself. */
    static PairMask amongRows(int rows, IntUnaryOperator positive) {
        int[][] positives = new int[rows][];
        Arrays.setAll(positives, i -> new int[] {positive.applyAsInt(i)});
        int[][] ignored = new int[rows][];
        Arrays.setAll(ignored, i -> new int[] {i});
        return new PairMask(rows, positives, ignored);
    }

    /** The number of queries. */
    public int queries() {
        return positives.length;
    }

    /** The number of candidates. */
    public int candidates() {
        return candidates;
    }

    /** The positives of a query, ascending; the internal array. */
    int[] positives(int query) {
        return positives[query];
    }

    /** The candidates that a query ignores, ascending; the internal array. */
    int[] ignored(int query) {
        return ignored[query];
    }
}

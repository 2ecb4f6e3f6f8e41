package io.ssl4j.core.method;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The facts about a method's own collapse that a run monitor needs.
 *
 * @param lossWhenAlike the loss when all embeddings are the same vector; empty if it has no closed form, or if healthy
 *     embeddings can reach it too
 * @param spread the standard deviation per dimension that the loss holds the raw embeddings to, above 0; empty if the
 *     loss only looks at their directions
 * @param largestRank the rank of the embeddings at the minimum of the loss, at least 1; empty if it is the number of
 *     dimensions
 * @param remedy which of this method's settings to check when its embeddings collapse, as an instruction; may be empty
 */
public record CollapseHints(
        OptionalDouble lossWhenAlike, OptionalDouble spread, OptionalInt largestRank, String remedy) {

    public CollapseHints {
        Objects.requireNonNull(lossWhenAlike, "lossWhenAlike");
        Objects.requireNonNull(spread, "spread");
        Objects.requireNonNull(largestRank, "largestRank");
        Objects.requireNonNull(remedy, "remedy");
        if (lossWhenAlike.isPresent() && !Double.isFinite(lossWhenAlike.getAsDouble())) {
            throw new IllegalArgumentException(
                    "the loss of equal embeddings must be finite or left out, got " + lossWhenAlike.getAsDouble());
        }
        if (spread.isPresent() && !(spread.getAsDouble() > 0 && Double.isFinite(spread.getAsDouble()))) {
            throw new IllegalArgumentException(
                    "the spread of embeddings must be finite and above 0, or left out, got " + spread.getAsDouble());
        }
        if (largestRank.isPresent() && largestRank.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "the rank of embeddings must be at least 1, or left out, got " + largestRank.getAsInt());
        }
    }

    /** Hints for a method of which nothing is known. */
    public static CollapseHints none() {
        return of("");
    }

    /** Hints with a loss in closed form. */
    public static CollapseHints of(double lossWhenAlike, String remedy) {
        return of(OptionalDouble.of(lossWhenAlike), remedy);
    }

    /** Hints with a loss in closed form, if there is one. */
    public static CollapseHints of(OptionalDouble lossWhenAlike, String remedy) {
        return new CollapseHints(lossWhenAlike, OptionalDouble.empty(), OptionalInt.empty(), remedy);
    }

    /** Hints with only a remedy. */
    public static CollapseHints of(String remedy) {
        return of(OptionalDouble.empty(), remedy);
    }

    /** Returns these hints with the spread that the loss holds the embeddings to. */
    public CollapseHints withSpread(double newSpread) {
        return new CollapseHints(lossWhenAlike, OptionalDouble.of(newSpread), largestRank, remedy);
    }

    /** Returns these hints with the rank that the loss aims at. */
    public CollapseHints withLargestRank(int rank) {
        return new CollapseHints(lossWhenAlike, spread, OptionalInt.of(rank), remedy);
    }

    /** Returns these hints without the loss, for embeddings whose loss is one term of another. */
    public CollapseHints withoutLoss() {
        return new CollapseHints(OptionalDouble.empty(), spread, largestRank, remedy);
    }
}

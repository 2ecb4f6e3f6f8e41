package io.ssl4j.core.method;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a method knows of its own collapse, for whoever watches a run.
 *
 * @param lossWhenAlike the loss when all embeddings are the same vector; empty where it has no closed form, or where
 *     healthy embeddings can have this loss too
 * @param spread the standard deviation of a dimension that the loss holds embeddings to as they are, above 0; empty where it
 *     looks at their directions alone
 * @param largestRank the rank that embeddings have where the loss is lowest, at least 1; empty where it is that of all their
 *     dimensions
 * @param remedy what to look at in this method's settings when its embeddings collapse, as an instruction; may be empty
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

    /** Nothing is known. */
    public static CollapseHints none() {
        return of("");
    }

    /** A loss in closed form. */
    public static CollapseHints of(double lossWhenAlike, String remedy) {
        return of(OptionalDouble.of(lossWhenAlike), remedy);
    }

    /** A loss in closed form, if there is one. */
    public static CollapseHints of(OptionalDouble lossWhenAlike, String remedy) {
        return new CollapseHints(lossWhenAlike, OptionalDouble.empty(), OptionalInt.empty(), remedy);
    }

    /** A remedy alone. */
    public static CollapseHints of(String remedy) {
        return of(OptionalDouble.empty(), remedy);
    }

    /** With the spread that the loss holds the embeddings to. */
    public CollapseHints withSpread(double newSpread) {
        return new CollapseHints(lossWhenAlike, OptionalDouble.of(newSpread), largestRank, remedy);
    }

    /** With the rank that the loss is after. */
    public CollapseHints withLargestRank(int rank) {
        return new CollapseHints(lossWhenAlike, spread, OptionalInt.of(rank), remedy);
    }

    /** Without what is known of the loss, for embeddings whose loss is a part of another. */
    public CollapseHints withoutLoss() {
        return new CollapseHints(OptionalDouble.empty(), spread, largestRank, remedy);
    }
}

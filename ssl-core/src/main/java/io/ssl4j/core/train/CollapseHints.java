package io.ssl4j.core.train;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a method knows of its own collapse, for whoever watches a run.
 *
 * @param lossWhenAlike the loss when all embeddings are the same vector; empty where it has no closed form, or where
 *     healthy embeddings can have this loss too
 * @param remedy what to look at in this method's settings when its embeddings collapse, as an instruction; may be empty
 */
public record CollapseHints(OptionalDouble lossWhenAlike, String remedy) {

    public CollapseHints {
        Objects.requireNonNull(lossWhenAlike, "lossWhenAlike");
        Objects.requireNonNull(remedy, "remedy");
        if (lossWhenAlike.isPresent() && !Double.isFinite(lossWhenAlike.getAsDouble())) {
            throw new IllegalArgumentException(
                    "the loss of equal embeddings must be finite or left out, got " + lossWhenAlike.getAsDouble());
        }
    }

    /** Nothing is known. */
    public static CollapseHints none() {
        return new CollapseHints(OptionalDouble.empty(), "");
    }

    /** A loss in closed form. */
    public static CollapseHints of(double lossWhenAlike, String remedy) {
        return new CollapseHints(OptionalDouble.of(lossWhenAlike), remedy);
    }

    /** A remedy alone. */
    public static CollapseHints of(String remedy) {
        return new CollapseHints(OptionalDouble.empty(), remedy);
    }
}

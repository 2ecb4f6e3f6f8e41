package io.ssl4j.core.train;

import java.util.Map;

/**
 * What a step gave.
 *
 * @param loss the value that was minimised
 * @param terms named figures for the log: parts of the loss, accuracy of a pseudo-label, deviation of embeddings
 */
public record StepResult(double loss, Map<String, Double> terms) {

    public StepResult {
        terms = Map.copyOf(terms);
    }

    /** A loss without terms. */
    public static StepResult of(double loss) {
        return new StepResult(loss, Map.of());
    }
}

package io.ssl4j.core.method;

import io.ssl4j.core.loss.LossResult;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a step gave.
 *
 * @param loss the value that was minimised
 * @param terms named figures for the log: parts of the loss, accuracy of a pseudo-label
 * @param embeddings what the loss compared, {@code [rows, K]}: for diagnostics such as {@code core.monitor}. A live array
 *     of a network, valid until its next pass begins; empty if the method compares no embeddings
 */
public record StepResult(double loss, Map<String, Double> terms, Optional<INDArray> embeddings) {

    public StepResult {
        terms = Map.copyOf(terms);
    }

    /** A loss with terms and no embeddings. */
    public StepResult(double loss, Map<String, Double> terms) {
        this(loss, terms, Optional.empty());
    }

    /** A loss without terms. */
    public static StepResult of(double loss) {
        return new StepResult(loss, Map.of());
    }

    /** Value and terms of a loss, and the embeddings that it was taken of. */
    public static StepResult of(LossResult result, INDArray embeddings) {
        return new StepResult(result.value(), result.terms(), Optional.of(embeddings));
    }
}

package io.ssl4j.core.method;

import io.ssl4j.core.loss.LossResult;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The outcome of a step.
 *
 * @param loss the value that was minimised
 * @param terms named values for the log: parts of the loss, accuracy of a pretext task
 * @param embeddings the embeddings that the loss compared, {@code [rows, K]}, for diagnostics such as {@code
 *     core.monitor}: a live array of a network, valid until its next pass begins; empty if the method compares no
 *     embeddings
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

    /** Returns the value and terms of a loss, with the embeddings that it was computed from. */
    public static StepResult of(LossResult result, INDArray embeddings) {
        return new StepResult(result.value(), result.terms(), Optional.of(embeddings));
    }
}

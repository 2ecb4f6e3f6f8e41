package io.ssl4j.core.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A function with parameters that can be run forward and then backward. Encoder, projector and predictor are separate
 * networks, so that a method reads like its paper:
 *
 * <pre>{@code
 * Pass h = encoder.forward(batch.rows("views"), PassMode.JOINT);   // [2N, ...] -> [2N, D]
 * Pass z = projector.forward(h.output());          // [2N, D] -> [2N, K]
 * LossResult loss = ntXent.evaluate(z.output());
 * h.backward(z.backward(loss.gradient()));
 * }</pre>
 *
 * A network is used by one training thread. Several passes may be live at once.
 */
public interface Network {

    /**
     * A name that is unique within a method: "encoder", "projector". It identifies the network in checkpoints and logs.
     */
    String name();

    /** The values and gradients, live: a pass adds to the gradients, an optimiser changes the values. */
    Parameters parameters();

    /** The names of the inputs of {@link #forward(Map, PassMode)}. */
    List<String> inputNames();

    /** The names of the outputs of a {@link Pass}. */
    List<String> outputNames();

    /** Runs forward in training mode: batch statistics, dropout. */
    Pass forward(Map<String, Rows> inputs, PassMode mode);

    /** Runs forward in training mode through a network with one input. */
    default Pass forward(Rows input, PassMode mode) {
        return forward(Map.of(onlyInput(), input), mode);
    }

    /** Runs forward in training mode through a network with one input, with rows of one length. */
    default Pass forward(INDArray input, PassMode mode) {
        return forward(Rows.of(input), mode);
    }

    /** Runs forward in training mode with batch statistics over all rows. */
    default Pass forward(INDArray input) {
        return forward(input, PassMode.JOINT);
    }

    /**
     * Runs inference (running statistics, no dropout), without a backward pass. Allowed while passes are live, and does
     * not affect them. The results are copies that the caller owns.
     */
    Map<String, INDArray> infer(Map<String, Rows> inputs);

    /** Runs inference through a network with one input and returns its first output. */
    default INDArray infer(Rows input) {
        return infer(Map.of(onlyInput(), input)).get(outputNames().get(0));
    }

    /** Runs inference through a network with one input, with rows of one length, and returns its first output. */
    default INDArray infer(INDArray input) {
        return infer(Rows.of(input));
    }

    private String onlyInput() {
        if (inputNames().size() != 1) {
            throw new IllegalArgumentException(
                    "network '" + name() + "' has the inputs " + inputNames() + "; give them by name");
        }
        return inputNames().get(0);
    }

    /**
     * Returns whether {@link Pass#backward} computes the gradient at the inputs. An encoder at the bottom of a method
     * does not need it and skips it.
     */
    default boolean givesInputGradient() {
        return true;
    }

    /**
     * Why, in training, a row's result depends on the other rows of its batch, as text; empty if rows are independent.
     * By default batch norm is reported, recognised by running statistics among the parameters; a network that makes
     * rows depend on each other in another way must say so here.
     */
    default Optional<String> batchDependence() {
        return parameters().segments().stream()
                .filter(segment -> segment.kind() == SegmentKind.STATISTIC)
                .findFirst()
                .map(segment -> "batch norm takes its statistics over the batch (parameter '" + segment.name() + "')");
    }

    /**
     * Why no pass of this mode can run, whatever the batch, as a phrase that completes "network 'encoder' ...", with
     * what to do; empty if passes can run. Empty by default.
     */
    default Optional<String> obstacle(PassMode mode) {
        return Optional.empty();
    }

    /**
     * The way in which rows go through a pass, as text, where results depend on it to the last bit: "in chunks of 8
     * rows". A run resumes only with networks of the same text. Empty by default: all rows at once.
     */
    default String passes() {
        return "";
    }

    /** Returns the same network under another name, sharing its parameters. */
    default Network named(String newName) {
        return newName.equals(name()) ? this : new RenamedNetwork(newName, this);
    }

    /** Returns a network of the same architecture with a copy of the parameters, under another name. */
    Network copy(String newName);
}

package io.ssl4j.core.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Something that can be run forward and then backward. Encoder, projector and predictor are separate networks, so that a
 * method reads like its paper:
 *
 * <pre>{@code
 * Pass h = encoder.forward(batch.view("views"));   // [2N, ...] -> [2N, D]
 * Pass z = projector.forward(h.output());          // [2N, D] -> [2N, K]
 * LossResult loss = ntXent.evaluate(z.output());
 * h.backward(z.backward(loss.gradient()));
 * }</pre>
 *
 * A network is used by one training thread. Several passes may be live at once.
 */
public interface Network {

    /** A name that is unique within a method: "encoder", "projector". It keys checkpoints and logs. */
    String name();

    /** Values and gradients, live: what a pass adds and an optimiser changes. */
    Parameters parameters();

    /** The names under which {@link #forward(Map, PassMode)} takes its arrays. */
    List<String> inputNames();

    /** The names under which a {@link Pass} gives its outputs. */
    List<String> outputNames();

    /** Forward in training mode: batch statistics, dropout. */
    Pass forward(Map<String, INDArray> inputs, PassMode mode);

    /** Forward in training mode through a network of one input. */
    default Pass forward(INDArray input, PassMode mode) {
        if (inputNames().size() != 1) {
            throw new IllegalArgumentException(
                    "network '" + name() + "' has the inputs " + inputNames() + "; give them by name");
        }
        return forward(Map.of(inputNames().get(0), input), mode);
    }

    /** Forward in training mode, all rows sharing their batch statistics. */
    default Pass forward(INDArray input) {
        return forward(input, PassMode.JOINT);
    }

    /**
     * Forward in inference mode (running statistics, no dropout), without a way back. Allowed while passes are live; it
     * changes no bit of them. The results are copies that the caller owns.
     */
    Map<String, INDArray> infer(Map<String, INDArray> inputs);

    /** Inference through a network of one input and one output. */
    default INDArray infer(INDArray input) {
        return infer(Map.of(inputNames().get(0), input)).get(outputNames().get(0));
    }

    /**
     * What makes the result for a row of a batch in training depend on its other rows, in words, or nothing if each row is
     * by itself. By default batch norm, which leaves running statistics among the parameters; a network that ties rows
     * together in another way says so here.
     */
    default Optional<String> batchDependence() {
        return parameters().segments().stream()
                .filter(segment -> segment.kind() == SegmentKind.STATISTIC)
                .findFirst()
                .map(segment -> "batch norm takes its statistics over the batch (parameter '" + segment.name() + "')");
    }

    /**
     * What keeps every pass of a mode from running, whatever the batch, in words that can follow "network 'encoder'", with
     * what to do; or nothing. By default nothing.
     */
    default Optional<String> obstacle(PassMode mode) {
        return Optional.empty();
    }

    /** A network of the same architecture with a copy of the parameters, under another name. */
    Network copy(String newName);
}

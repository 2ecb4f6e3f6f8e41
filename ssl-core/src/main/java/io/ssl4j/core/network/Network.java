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
 * Pass h = encoder.forward(batch.rows("views"), PassMode.JOINT);   // [2N, ...] -> [2N, D]
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
    Pass forward(Map<String, Rows> inputs, PassMode mode);

    /** Forward in training mode through a network of one input. */
    default Pass forward(Rows input, PassMode mode) {
        return forward(Map.of(onlyInput(), input), mode);
    }

    /** Forward in training mode through a network of one input, with rows of one length. */
    default Pass forward(INDArray input, PassMode mode) {
        return forward(Rows.of(input), mode);
    }

    /** Forward in training mode, all rows sharing their batch statistics. */
    default Pass forward(INDArray input) {
        return forward(input, PassMode.JOINT);
    }

    /**
     * Forward in inference mode (running statistics, no dropout), without a way back. Allowed while passes are live; it
     * changes no bit of them. The results are copies that the caller owns.
     */
    Map<String, INDArray> infer(Map<String, Rows> inputs);

    /** Inference through a network of one input; its first output. */
    default INDArray infer(Rows input) {
        return infer(Map.of(onlyInput(), input)).get(outputNames().get(0));
    }

    /** Inference through a network of one input, with rows of one length; its first output. */
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
     * Whether {@link Pass#backward} gives the gradient at the inputs. An encoder at the bottom of a method needs none and
     * leaves it out.
     */
    default boolean givesInputGradient() {
        return true;
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

    /** The same network under another name: parameters are shared. */
    default Network named(String newName) {
        return newName.equals(name()) ? this : new RenamedNetwork(newName, this);
    }

    /** A network of the same architecture with a copy of the parameters, under another name. */
    Network copy(String newName);
}

package io.ssl4j.core.network;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One forward pass through a {@link Network} that can be run backward once. It keeps the activations until it is closed;
 * {@link #backward} closes it. Outputs and input gradients live in the network's reused memory: they are valid until the
 * network's next pass of the same replica begins, so what must outlive the step is copied with {@code dup()}.
 */
public interface Pass extends AutoCloseable {

    /** The only output. */
    INDArray output();

    /** One of several outputs, by name. */
    INDArray output(String name);

    /** The mask of the only output, where its rows still differ in length; empty for pooled rows. */
    default Optional<INDArray> mask() {
        return Optional.empty();
    }

    /** The only output with its mask: what the next network takes. */
    default Rows rows() {
        return new Rows(output(), mask());
    }

    /**
     * Runs backward: adds the parameter gradients to {@link Network#parameters()} and returns the gradient at the only
     * input.
     *
     * @param gradient dLoss/dOutput, with the output's shape
     * @return dLoss/dInput; an empty array ({@code isEmpty()}) from a network without it
     *     ({@link Network#givesInputGradient})
     * @throws IllegalArgumentException if the shape differs
     * @throws IllegalStateException if this pass was closed or already run backward
     */
    INDArray backward(INDArray gradient);

    /**
     * The same for several outputs and inputs; an output that is left out has no gradient.
     *
     * @param gradients by output name
     * @return by input name
     */
    Map<String, INDArray> backward(Map<String, INDArray> gradients);

    /** Gives up the activations; a pass whose output is only looked at needs no backward. */
    @Override
    void close();
}

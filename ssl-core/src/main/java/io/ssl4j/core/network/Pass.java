package io.ssl4j.core.network;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One forward pass through a {@link Network} that can be run backward once. It keeps the activations until it is
 * closed; {@link #backward} closes it. Outputs and input gradients live in the network's reused memory: they are valid
 * until the next pass on the same replica begins, so copy with {@code dup()} what must outlive the step.
 */
public interface Pass extends AutoCloseable {

    /** The only output. */
    INDArray output();

    /** One of several outputs, by name. */
    INDArray output(String name);

    /** The mask of the only output if its rows still differ in length; empty for pooled rows. */
    default Optional<INDArray> mask() {
        return Optional.empty();
    }

    /** The only output with its mask, as input for the next network. */
    default Rows rows() {
        return new Rows(output(), mask());
    }

    /**
     * Runs backward: adds the parameter gradients to {@link Network#parameters()} and returns the gradient at the only
     * input.
     *
     * @param gradient dLoss/dOutput, with the output's shape
     * @return dLoss/dInput; an empty array ({@code isEmpty()}) from a network that skips it ({@link
     *     Network#givesInputGradient})
     * @throws IllegalArgumentException if the shape differs
     * @throws IllegalStateException if this pass was closed or has already been run backward
     */
    INDArray backward(INDArray gradient);

    /**
     * Runs backward with several outputs and inputs; an output that is left out has no gradient.
     *
     * @param gradients the gradients by output name
     * @return the gradients by input name
     */
    Map<String, INDArray> backward(Map<String, INDArray> gradients);

    /** Releases the activations; a pass of which only the output is needed can be closed without backward. */
    @Override
    void close();
}

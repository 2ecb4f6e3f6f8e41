package io.ssl4j.core.joint;

import io.ssl4j.core.network.Pass;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A forward pass through a {@link Branch} that can be run backward once. Outputs are valid as long as those of {@link
 * Pass}.
 */
public final class BranchPass implements AutoCloseable {

    private final List<Pass> passes;

    BranchPass(List<Pass> passes) {
        this.passes = List.copyOf(passes);
    }

    /** The output of the last network. */
    public INDArray output() {
        return output(passes.size() - 1);
    }

    /** The output of one of the networks, 0 for the first. */
    public INDArray output(int network) {
        return passes.get(network).output();
    }

    /**
     * Runs all networks backward and adds their parameter gradients.
     *
     * @param gradient dLoss/dOutput of the last network
     */
    public void backward(INDArray gradient) {
        INDArray down = gradient;
        for (int i = passes.size() - 1; i >= 0; i--) {
            down = passes.get(i).backward(down);
        }
    }

    /**
     * Runs backward with one more gradient, at the output of an earlier network.
     *
     * @param gradient dLoss/dOutput of the last network
     * @param network the index of the network that the other gradient belongs to
     * @param atOutput dLoss/dOutput of that network, from a loss that reads it directly
     */
    public void backward(INDArray gradient, int network, INDArray atOutput) {
        INDArray down = gradient;
        for (int i = passes.size() - 1; i >= 0; i--) {
            if (i != network) {
                down = passes.get(i).backward(down);
                continue;
            }
            try (INDArray sum = down.add(atOutput)) {
                down = passes.get(i).backward(sum);
            }
        }
    }

    @Override
    public void close() {
        passes.forEach(Pass::close);
    }
}

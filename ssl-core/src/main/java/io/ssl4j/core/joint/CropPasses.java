package io.ssl4j.core.joint;

import io.ssl4j.core.loss.Embeddings;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The live passes of one branch over crops of two sizes, combined into one: crop after crop, the full-sized ones first.
 */
public final class CropPasses implements AutoCloseable {

    private final BranchPass global;
    private final Optional<BranchPass> local;
    private final INDArray output;

    CropPasses(BranchPass global, Optional<BranchPass> local) {
        this.global = global;
        this.local = local;
        this.output =
                local.isPresent() ? Nd4j.concat(0, global.output(), local.get().output()) : global.output();
    }

    /** The pass of the two full-sized crops. */
    public BranchPass global() {
        return global;
    }

    /** The last network's output for all crops, {@code [V N, K]}: crop after crop, the two full-sized ones first. */
    public INDArray output() {
        return output;
    }

    /**
     * Runs all passes backward.
     *
     * @param gradient dLoss/dOutput, {@code [V N, K]}
     */
    public void backward(INDArray gradient) {
        long rows = global.output().size(0);
        if (local.isPresent()) {
            local.get().backward(Embeddings.rows(gradient, rows, gradient.size(0)));
            global.backward(Embeddings.rows(gradient, 0, rows));
        } else {
            global.backward(gradient);
        }
    }

    @Override
    public void close() {
        global.close();
        local.ifPresent(pass -> {
            pass.close();
            output.close();
        });
    }
}

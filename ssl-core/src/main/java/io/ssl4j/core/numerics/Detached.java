package io.ssl4j.core.numerics;

import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes arrays that belong to no workspace, even if one is open, since the result of a loss outlives the step's scope.
 */
public final class Detached {

    private Detached() {}

    /** Makes an array outside any workspace. */
    public static INDArray create(Supplier<INDArray> array) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return array.get();
        }
    }
}

package io.ssl4j.core.numerics;

import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays that belong to no workspace, even when one is open: what a loss returns outlives the step's scope. */
public final class Detached {

    private Detached() {}

    /** Makes an array outside any workspace. */
    public static INDArray create(Supplier<INDArray> array) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return array.get();
        }
    }
}

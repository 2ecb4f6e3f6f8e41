package io.ssl4j.core.network;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The reused memory of one live pass: ND4J workspaces, which belong to the calling thread. A pass takes the first set
 * of workspaces that no other live pass of the thread holds. A training step that makes its passes in the same order
 * each time therefore finds sets that have already grown to its size, and there are only as many sets as passes live at
 * once.
 */
final class GraphWorkspaces {

    private static final WorkspaceConfiguration GROWING = WorkspaceConfiguration.builder()
            .initialSize(0)
            .overallocationLimit(0.02)
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policyReset(ResetPolicy.BLOCK_LEFT)
            .policySpill(SpillPolicy.REALLOCATE)
            .policyAllocation(AllocationPolicy.OVERALLOCATE)
            .build();

    private final int slot;
    private final LayerWorkspaceMgr forward;
    private final MemoryWorkspace activations;
    private int gradientScopes;
    private int activationScopes;

    private GraphWorkspaces(int slot) {
        this.slot = slot;
        this.forward = common(LayerWorkspaceMgr.builder())
                .with(ArrayType.ACTIVATIONS, activationsName(slot), GROWING)
                .build();
        this.activations = forward.notifyScopeEntered(ArrayType.ACTIVATIONS);
    }

    /** Acquires a free set and opens its activation workspace. */
    static GraphWorkspaces open() {
        int slot = 0;
        while (Nd4j.getWorkspaceManager().checkIfWorkspaceExistsAndActive(activationsName(slot))) {
            slot++;
        }
        return new GraphWorkspaces(slot);
    }

    private static String activationsName(int slot) {
        return "SSL4J_ACTIVATIONS_" + slot;
    }

    private LayerWorkspaceMgr.Builder common(LayerWorkspaceMgr.Builder builder) {
        return builder.with(ArrayType.INPUT, activationsName(slot), GROWING)
                .with(ArrayType.FF_WORKING_MEM, "SSL4J_WORKING", GROWING)
                .with(ArrayType.BP_WORKING_MEM, "SSL4J_WORKING", GROWING)
                .with(ArrayType.RNN_FF_LOOP_WORKING_MEM, "SSL4J_LOOP", GROWING)
                .with(ArrayType.RNN_BP_LOOP_WORKING_MEM, "SSL4J_LOOP", GROWING)
                .with(ArrayType.FF_CACHE, activationsName(slot), GROWING);
    }

    /** The workspaces that layers use in forward. */
    LayerWorkspaceMgr forward() {
        return forward;
    }

    /**
     * Returns memory for the gradients that one vertex passes down. Passes run backward one after the other, so all
     * share it.
     */
    Scope newGradientScope() {
        String name = "SSL4J_GRADIENTS_" + gradientScopes++;
        return new Scope(
                name,
                ArrayType.ACTIVATION_GRAD,
                common(LayerWorkspaceMgr.builder())
                        .with(ArrayType.ACTIVATION_GRAD, name, GROWING)
                        .with(ArrayType.ACTIVATIONS, "SSL4J_WORKING", GROWING)
                        .build());
    }

    /** Returns memory for the activation of one vertex in inference, which need not live as long as the pass. */
    Scope newActivationScope() {
        String name = "SSL4J_INFERENCE_" + activationScopes++;
        return new Scope(
                name,
                ArrayType.ACTIVATIONS,
                common(LayerWorkspaceMgr.builder())
                        .with(ArrayType.ACTIVATIONS, name, GROWING)
                        .with(ArrayType.INPUT, name, GROWING)
                        .build());
    }

    void close() {
        activations.setPreviousWorkspace(Nd4j.getMemoryManager().getCurrentWorkspace());
        activations.close();
    }

    /** One reusable workspace. Scopes are not nested: each is left once its contents have been used. */
    static final class Scope {

        private final String name;
        private final ArrayType type;
        private final LayerWorkspaceMgr memory;
        private MemoryWorkspace open;

        private Scope(String name, ArrayType type, LayerWorkspaceMgr memory) {
            this.name = name;
            this.type = type;
            this.memory = memory;
        }

        LayerWorkspaceMgr memory() {
            return memory;
        }

        boolean isNamed(String workspace) {
            return name.equals(workspace);
        }

        void enter() {
            MemoryWorkspace outer = Nd4j.getMemoryManager().getCurrentWorkspace();
            open = memory.notifyScopeEntered(type);
            Nd4j.getMemoryManager().setCurrentWorkspace(outer);
        }

        void leave() {
            if (open != null) {
                open.setPreviousWorkspace(Nd4j.getMemoryManager().getCurrentWorkspace());
                open.close();
                open = null;
            }
        }
    }
}

package io.ssl4j.core.network.onednn.internal.layer;

import io.ssl4j.core.network.onednn.internal.kernel.DenseLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a graph of one input forward and backward, vertex by vertex, in reused memory, and times each vertex. */
final class VertexDriver {

    private static final WorkspaceConfiguration REUSED = WorkspaceConfiguration.builder()
            .initialSize(0)
            .overallocationLimit(0.02)
            .policyAllocation(AllocationPolicy.OVERALLOCATE)
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policyReset(ResetPolicy.BLOCK_LEFT)
            .policySpill(SpillPolicy.REALLOCATE)
            .build();

    private final ComputationGraph graph;
    private final LongSupplier clock;
    private final LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.builder()
            .with(ArrayType.INPUT, "DRIVER_ACTIVATIONS", REUSED)
            .with(ArrayType.ACTIVATIONS, "DRIVER_ACTIVATIONS", REUSED)
            .with(ArrayType.ACTIVATION_GRAD, "DRIVER_GRADIENTS", REUSED)
            .with(ArrayType.FF_WORKING_MEM, "DRIVER_WORKING", REUSED)
            .with(ArrayType.BP_WORKING_MEM, "DRIVER_WORKING", REUSED)
            .build();
    private final Map<String, long[]> nanos = new LinkedHashMap<>();

    /**
     * @param clock nanoseconds
     */
    VertexDriver(ComputationGraph graph, LongSupplier clock) {
        this.graph = graph;
        this.clock = clock;
    }

    /** Nanoseconds forward and backward by vertex, since the last call. */
    Map<String, long[]> takeTimes() {
        Map<String, long[]> taken = new LinkedHashMap<>(nanos);
        nanos.clear();
        return taken;
    }

    /** One training pass; the gradient array of the graph is overwritten. Returns a copy of the output. */
    INDArray pass(INDArray input, INDArray outputGradient) {
        try (MemoryWorkspace activations = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS);
                MemoryWorkspace gradients = workspaces.notifyScopeEntered(ArrayType.ACTIVATION_GRAD)) {
            INDArray output = forward(input);
            INDArray copy = output.detach();
            backward(outputGradient);
            if (activations == gradients) {
                throw new IllegalStateException("the two workspaces must differ");
            }
            return copy;
        }
    }

    private INDArray forward(INDArray input) {
        GraphVertex[] vertices = graph.getVertices();
        INDArray output = null;
        for (int index : graph.topologicalSortOrder()) {
            GraphVertex vertex = vertices[index];
            long start = clock.getAsLong();
            output = vertex.isInputVertex() ? input : forward(vertex);
            nanos.computeIfAbsent(vertex.getVertexName(), n -> new long[2])[0] += clock.getAsLong() - start;
            if (vertex.getOutputVertices() != null) {
                for (VertexIndices next : vertex.getOutputVertices()) {
                    vertices[next.getVertexIndex()].setInput(next.getVertexEdgeNumber(), output, workspaces);
                }
            }
        }
        return output;
    }

    private INDArray forward(GraphVertex vertex) {
        try (MemoryWorkspace working = workspaces.notifyScopeEntered(ArrayType.FF_WORKING_MEM)) {
            return working == null ? null : vertex.doForward(true, workspaces);
        }
    }

    private void backward(INDArray outputGradient) {
        GraphVertex[] vertices = graph.getVertices();
        int[] order = graph.topologicalSortOrder();
        INDArray[] gradients = new INDArray[vertices.length];
        gradients[order[order.length - 1]] = outputGradient;
        for (int i = order.length - 1; i >= 0; i--) {
            GraphVertex vertex = vertices[order[i]];
            if (vertex.isInputVertex()) {
                continue;
            }
            long start = clock.getAsLong();
            vertex.setEpsilon(gradients[order[i]]);
            INDArray[] inputGradients = backward(vertex);
            for (int j = 0; j < inputGradients.length; j++) {
                int to = vertex.getInputVertices()[j].getVertexIndex();
                gradients[to] = gradients[to] == null
                        ? inputGradients[j]
                        : DenseLayout.sum(gradients[to], inputGradients[j], ArrayType.ACTIVATION_GRAD, workspaces);
            }
            nanos.get(vertex.getVertexName())[1] += clock.getAsLong() - start;
        }
    }

    private INDArray[] backward(GraphVertex vertex) {
        try (MemoryWorkspace working = workspaces.notifyScopeEntered(ArrayType.BP_WORKING_MEM)) {
            return working == null
                    ? new INDArray[0]
                    : vertex.doBackward(false, workspaces).getSecond();
        }
    }
}

package io.ssl4j.examples.jmh;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.FastLayers;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.network.onednn.internal.PassThrough;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A few layers in a row behind the graph's inputs, run in training mode and in reused memory, as within a training
 * step.
 */
final class LayerRun {

    private static final WorkspaceConfiguration REUSED = WorkspaceConfiguration.builder()
            .initialSize(0)
            .overallocationLimit(0.02)
            .policyAllocation(AllocationPolicy.OVERALLOCATE)
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policyReset(ResetPolicy.BLOCK_LEFT)
            .policySpill(SpillPolicy.REALLOCATE)
            .build();

    private final LayerWorkspaceMgr memory = LayerWorkspaceMgr.builder()
            .with(ArrayType.INPUT, "JMH_ACTIVATIONS", REUSED)
            .with(ArrayType.ACTIVATIONS, "JMH_ACTIVATIONS", REUSED)
            .with(ArrayType.ACTIVATION_GRAD, "JMH_GRADIENTS", REUSED)
            .with(ArrayType.FF_WORKING_MEM, "JMH_WORKING", REUSED)
            .with(ArrayType.BP_WORKING_MEM, "JMH_WORKING", REUSED)
            .build();

    private final GraphVertex[] layers;
    private final INDArray[] inputs;
    private final INDArray outputGradient;

    /**
     * @param stock vertices in a row, of which the first reads all inputs
     * @param inputShape of every input, in NHWC
     * @throws IllegalStateException if the layers do not run on the path
     */
    LayerRun(ComputationGraphConfiguration stock, LayerPath path, long... inputShape) {
        ComputationGraph graph =
                new ComputationGraph(path == LayerPath.ONEDNN ? FastLayers.accelerate(stock) : stock.clone());
        graph.init();
        graph.initGradientsView();
        layers = Arrays.stream(graph.topologicalSortOrder())
                .mapToObj(index -> graph.getVertices()[index])
                .filter(vertex -> !vertex.isInputVertex())
                .toArray(GraphVertex[]::new);
        inputs = new INDArray[layers[0].getNumInputArrays()];
        Arrays.setAll(inputs, i -> Nd4j.randn(DataType.FLOAT, inputShape));
        outputGradient = Nd4j.randn(DataType.FLOAT, outputShape());
        requirePath(path);
    }

    private long[] outputShape() {
        try (MemoryWorkspace activations = memory.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
            return forwardWithin(activations).shape();
        }
    }

    private void requirePath(LayerPath path) {
        for (GraphVertex vertex : layers) {
            Object layer = vertex.hasLayer() ? vertex.getLayer() : vertex;
            boolean fast = layer instanceof PassThrough
                    || (layer instanceof AcceleratedLayer fastLayer && fastLayer.lastPath() == ExecutionPath.ONEDNN);
            if (fast != (path == LayerPath.ONEDNN)) {
                throw new IllegalStateException("layer '" + vertex.getVertexName() + "' must run on " + path
                        + ", and runs as " + layer.getClass().getSimpleName()
                        + "; 'ssl4j doctor' says whether oneDNN loads");
            }
        }
    }

    /** All layers forward. The result is overwritten by the next run. */
    INDArray forward() {
        try (MemoryWorkspace activations = memory.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
            return forwardWithin(activations);
        }
    }

    /**
     * All layers forward and backward, the gradient at the inputs included. The result is overwritten by the next run.
     */
    INDArray forwardAndBackward() {
        try (MemoryWorkspace activations = memory.notifyScopeEntered(ArrayType.ACTIVATIONS);
                MemoryWorkspace gradients = memory.notifyScopeEntered(ArrayType.ACTIVATION_GRAD)) {
            forwardWithin(activations);
            return backwardWithin(gradients);
        }
    }

    private INDArray forwardWithin(MemoryWorkspace activations) {
        for (int i = 0; i < inputs.length; i++) {
            layers[0].setInput(i, inputs[i], memory);
        }
        INDArray output = null;
        for (int i = 0; i < layers.length; i++) {
            if (i > 0) {
                layers[i].setInput(0, output, memory);
            }
            try (MemoryWorkspace working = memory.notifyScopeEntered(ArrayType.FF_WORKING_MEM)) {
                output = layers[i].doForward(true, memory);
            }
        }
        return output;
    }

    private INDArray backwardWithin(MemoryWorkspace gradients) {
        INDArray gradient = outputGradient;
        for (int i = layers.length - 1; i >= 0; i--) {
            layers[i].setEpsilon(gradient);
            try (MemoryWorkspace working = memory.notifyScopeEntered(ArrayType.BP_WORKING_MEM)) {
                gradient = layers[i].doBackward(false, memory).getSecond()[0];
            }
        }
        return gradient;
    }
}

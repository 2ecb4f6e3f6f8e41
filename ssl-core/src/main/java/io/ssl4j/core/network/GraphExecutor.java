package io.ssl4j.core.network;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.internal.AcceleratedLayer;
import io.ssl4j.core.network.onednn.internal.BlockedStretches;
import io.ssl4j.core.network.onednn.internal.ConstantWeights;
import io.ssl4j.core.network.onednn.internal.ForwardStatistics;
import io.ssl4j.core.network.onednn.internal.GroupedStatistics;
import io.ssl4j.core.network.onednn.internal.InputGradientOptional;
import io.ssl4j.core.network.onednn.internal.kernel.DenseLayout;
import io.ssl4j.core.network.onednn.internal.kernel.WeightCache;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs the vertices of one DL4J graph forward and backward, in place of {@code ComputationGraph}'s own loops. Compared
 * with these, a vertex may be an output and also feed others; backward skips outputs without a gradient and returns the
 * gradient at the graph's inputs; and inference may run inside a step, since no check forbids an open workspace.
 *
 * <p>Activations live in a workspace from {@link #forward} to {@link #release}; the gradient of an activation lives
 * until the vertices that made the activation have used it. Outputs are copied into the executor's own arrays, which
 * the next forward overwrites.
 */
public final class GraphExecutor {

    private final ComputationGraph graph;
    private final GraphVertex[] vertices;
    private final int[] order;
    private final int[] lastUse;
    private final INDArray flatGradient;
    private final Map<String, INDArray> outputs = new LinkedHashMap<>();
    private final Map<String, INDArray> inputGradients = new LinkedHashMap<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    private GraphWorkspaces workspaces;
    private MaskFlow masks;
    private GatheredStatistics gathered;

    /** @param graph an initialised graph; its parameters may be shared with the graphs of other executors */
    GraphExecutor(ComputationGraph graph) {
        this(graph, true);
    }

    private GraphExecutor(ComputationGraph graph, boolean trains) {
        this.graph = graph;
        this.vertices = graph.getVertices();
        this.order = graph.topologicalSortOrder();
        this.lastUse = GraphPlan.lastUses(vertices, order);
        // DL4J lets dropout overwrite its input if no later vertex reads it, but earlier vertices still need it in
        // backward.
        for (Layer layer : graph.getLayers()) {
            layer.allowInputModification(false);
        }
        this.flatGradient = trains ? gradient(graph) : null;
        GraphPlan.shareArrays(vertices);
        BlockedStretches.mark(vertices);
    }

    /**
     * Returns an executor for inference only, which keeps no gradients.
     *
     * @param graph an initialised graph; its parameters must never change again
     * @param weights shared by all executors over these parameters
     */
    public static GraphExecutor forInference(ComputationGraph graph, WeightCache weights) {
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof ConstantWeights constant) {
                constant.setWeightsConstant(weights);
            }
        }
        return new GraphExecutor(graph, false);
    }

    private static INDArray gradient(ComputationGraph graph) {
        graph.initGradientsView();
        INDArray gradients = graph.getGradientsViewArray();
        return gradients.reshape(gradients.length());
    }

    ComputationGraph graph() {
        return graph;
    }

    /** Returns whether every layer with batch statistics can compute them over groups of rows. */
    boolean canGroup() {
        return java.util.Arrays.stream(graph.getLayers())
                .allMatch(layer -> layer instanceof GroupedStatistics || !(layer instanceof BatchNormalization));
    }

    /** Sets the number of groups of rows that batch statistics are computed over. */
    void setGroups(int groups) {
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof GroupedStatistics grouped) {
                grouped.setGroups(groups);
            }
        }
    }

    /** For the next pass batch statistics are taken over all workers, if there are others. */
    void setGather(Optional<Gather> workers) {
        gathered = workers.map(GatheredStatistics::new).orElse(null);
        if (gathered != null) {
            BlockedStretches.unmark(vertices);
        }
    }

    /** Skips the gradient at the graph's inputs if the first layers can. */
    void omitInputGradients() {
        for (GraphVertex vertex : vertices) {
            if (vertex.isInputVertex() && vertex.getOutputVertices() != null) {
                for (VertexIndices consumer : vertex.getOutputVertices()) {
                    if (vertices[consumer.getVertexIndex()].getLayer() instanceof InputGradientOptional first) {
                        first.setInputGradientNeeded(false);
                    }
                }
            }
        }
    }

    /** The gradient of the last backward, 1-D, in parameter order; overwritten by the next. */
    INDArray flatGradient() {
        return flatGradient;
    }

    /** Returns the outputs of the last forward, by name. */
    Map<String, INDArray> outputs() {
        return outputs;
    }

    /**
     * Acquires the executor for one pass, until {@link #release}; false if another pass, possibly on another thread,
     * holds it.
     */
    public boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Runs forward and keeps the activations until {@link #release}. */
    public Map<String, INDArray> forward(Map<String, Rows> inputs, boolean training) {
        if (workspaces != null || !taken.get()) {
            throw new IllegalStateException("an executor must be taken for each pass and released after it");
        }
        MemoryWorkspace outer = Nd4j.getMemoryManager().getCurrentWorkspace();
        workspaces = GraphWorkspaces.open();
        try {
            setMasks(inputs);
            if (training) {
                runForward(inputs);
            } else {
                runInference(inputs);
            }
        } catch (RuntimeException | Error e) {
            release();
            throw e;
        } finally {
            Nd4j.getMemoryManager().setCurrentWorkspace(outer);
        }
        return outputs;
    }

    /**
     * Sets the masks. Rows of one length need none; the first masked rows permanently turn off this executor's blocked
     * image layout.
     */
    private void setMasks(Map<String, Rows> inputs) {
        if (inputs.values().stream().noneMatch(rows -> rows.mask().isPresent())) {
            masks = null;
            return;
        }
        BlockedStretches.unmark(vertices);
        masks = new MaskFlow(vertices, order, inputs);
    }

    /** The masks of the outputs whose rows still differ in length, by name. */
    Map<String, INDArray> outputMasks() {
        return masks == null ? Map.of() : masks.outputMasks();
    }

    private void runForward(Map<String, Rows> inputs) {
        setInputs(inputs);
        LayerWorkspaceMgr memory = workspaces.forward();
        for (int index : order) {
            try (MemoryWorkspace ignored = memory.notifyScopeEntered(ArrayType.FF_WORKING_MEM)) {
                feed(vertices[index], activate(vertices[index], inputs, true, memory), true, memory);
            }
        }
    }

    private void runInference(Map<String, Rows> inputs) {
        setInputs(inputs);
        InferenceActivations activations = new InferenceActivations(workspaces, vertices.length);
        try {
            for (int index : order) {
                GraphVertex vertex = vertices[index];
                LayerWorkspaceMgr memory = activations.enter(vertex);
                try (MemoryWorkspace ignored = memory.notifyScopeEntered(ArrayType.FF_WORKING_MEM)) {
                    INDArray activation = activate(vertex, inputs, false, memory);
                    feed(vertex, activation, false, activations.placed(vertex, activation));
                    activations.done(vertex);
                }
            }
        } finally {
            activations.leaveAll();
        }
    }

    private void setInputs(Map<String, Rows> inputs) {
        List<String> names = graph.getConfiguration().getNetworkInputs();
        graph.setInputs(names.stream().map(name -> inputs.get(name).values()).toArray(INDArray[]::new));
    }

    private INDArray activate(
            GraphVertex vertex, Map<String, Rows> inputs, boolean training, LayerWorkspaceMgr memory) {
        INDArray activation;
        if (vertex.isInputVertex()) {
            activation = inputs.get(vertex.getVertexName()).values();
            if (masks != null) {
                activation = masks.clearedInput(vertex, activation, memory);
            }
        } else if (!training && GraphPlan.isPassThrough(vertex)) {
            activation = vertex.getInputs()[0];
        } else {
            activation =
                    masks == null ? plainForward(vertex, training, memory) : masks.forward(vertex, training, memory);
        }
        if (vertex.isOutputVertex()) {
            keep(outputs, vertex.getVertexName(), activation);
        }
        return activation;
    }

    private INDArray plainForward(GraphVertex vertex, boolean training, LayerWorkspaceMgr memory) {
        return gathered != null && training && GatheredStatistics.isBatchNorm(vertex)
                ? gathered.forward(vertex, memory)
                : vertex.doForward(training, memory);
    }

    private void feed(GraphVertex vertex, INDArray activation, boolean training, LayerWorkspaceMgr memory) {
        VertexIndices[] consumers = vertex.getOutputVertices();
        if (consumers == null) {
            return;
        }
        boolean shared = consumers.length > 1 || vertex.isInputVertex() || vertex.isOutputVertex();
        for (VertexIndices consumer : consumers) {
            GraphVertex target = vertices[consumer.getVertexIndex()];
            // In inference DL4J's activation layer works in place on its input, which others may still need.
            boolean copy = !training && shared && isStockActivation(target);
            INDArray given = copy ? memory.dup(ArrayType.ACTIVATIONS, activation) : activation;
            target.setInput(consumer.getVertexEdgeNumber(), given, memory);
        }
    }

    private static boolean isStockActivation(GraphVertex vertex) {
        return vertex.hasLayer() && vertex.getLayer().getClass() == ActivationLayer.class;
    }

    /**
     * Runs backward from the live forward pass.
     *
     * @param gradients the gradients by output name; an output without an entry has none
     * @return the gradients by input name; inputs that no gradient reaches are left out
     */
    Map<String, INDArray> backward(Map<String, INDArray> gradients) {
        MemoryWorkspace outer = Nd4j.getMemoryManager().getCurrentWorkspace();
        try {
            runBackward(gradients);
        } finally {
            Nd4j.getMemoryManager().setCurrentWorkspace(outer);
        }
        return inputGradients;
    }

    /**
     * Returns the deltas of running statistics that the live training pass measured, in an array like {@link
     * #flatGradient} whose other entries mean nothing. Runs no vertex backward but those batch norms of which only
     * backward gives them; the pass cannot run backward afterwards.
     */
    INDArray statisticDeltas() {
        MemoryWorkspace outer = Nd4j.getMemoryManager().getCurrentWorkspace();
        GraphWorkspaces.Scope scope = workspaces.newGradientScope();
        try {
            for (GraphVertex vertex : vertices) {
                if (GatheredStatistics.isBatchNorm(vertex)) {
                    writeStatisticDeltas(vertex.getLayer(), scope);
                }
            }
        } finally {
            scope.leave();
            Nd4j.getMemoryManager().setCurrentWorkspace(outer);
        }
        return flatGradient;
    }

    private static void writeStatisticDeltas(Layer norm, GraphWorkspaces.Scope scope) {
        if (norm instanceof ForwardStatistics knowing && knowing.writeStatisticDeltas()) {
            return;
        }
        scope.enter();
        LayerWorkspaceMgr memory = scope.memory();
        INDArray input = norm.input();
        try (MemoryWorkspace ignored = memory.notifyScopeEntered(ArrayType.BP_WORKING_MEM)) {
            INDArray none = memory.createUninitialized(ArrayType.BP_WORKING_MEM, input.dataType(), input.shape(), 'c');
            norm.backpropGradient(none.assign(0), memory);
        }
        scope.leave();
    }

    private void runBackward(Map<String, INDArray> gradients) {
        INDArray[] epsilons = new INDArray[vertices.length];
        List<List<GraphWorkspaces.Scope>> closeAfter = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            closeAfter.add(new ArrayList<>(1));
        }
        inputGradients.clear();
        Deque<GraphWorkspaces.Scope> free = new ArrayDeque<>();
        try {
            for (int i = order.length - 1; i >= 0; i--) {
                GraphVertex vertex = vertices[order[i]];
                INDArray epsilon = epsilons[order[i]];
                if (vertex.isInputVertex()) {
                    if (epsilon != null) {
                        keep(inputGradients, vertex.getVertexName(), epsilon);
                        if (masks != null) {
                            masks.clearInputGradient(vertex, inputGradients.get(vertex.getVertexName()));
                        }
                    }
                } else {
                    GraphWorkspaces.Scope scope = free.isEmpty() ? workspaces.newGradientScope() : free.pop();
                    scope.enter();
                    closeAfter.get(lastUse[order[i]]).add(scope);
                    backward(vertex, withExternal(vertex, epsilon, gradients, scope), epsilons, scope);
                }
                for (GraphWorkspaces.Scope done : closeAfter.get(i)) {
                    done.leave();
                    free.push(done);
                }
                closeAfter.get(i).clear();
            }
        } finally {
            closeAfter.forEach(scopes -> scopes.forEach(GraphWorkspaces.Scope::leave));
        }
    }

    /** The gradient at a vertex: the sum over its consumers plus the external gradient, never the caller's array. */
    private static INDArray withExternal(
            GraphVertex vertex, INDArray epsilon, Map<String, INDArray> gradients, GraphWorkspaces.Scope scope) {
        INDArray external = vertex.isOutputVertex() ? gradients.get(vertex.getVertexName()) : null;
        if (external == null) {
            return epsilon;
        }
        INDArray own = scope.memory().dup(ArrayType.ACTIVATION_GRAD, external, 'c');
        return epsilon == null ? own : own.addi(epsilon);
    }

    private void backward(GraphVertex vertex, INDArray epsilon, INDArray[] epsilons, GraphWorkspaces.Scope scope) {
        if (epsilon == null) {
            INDArray view = vertex.hasLayer() ? vertex.getGradientsViewArray() : null;
            if (view != null) {
                view.assign(0);
            }
            return;
        }
        LayerWorkspaceMgr memory = scope.memory();
        VertexIndices[] sources = vertex.getInputVertices();
        if (GraphPlan.isPassThrough(vertex)) {
            addTo(epsilons, sources[0].getVertexIndex(), epsilon, false, memory);
            return;
        }
        INDArray[] down;
        try (MemoryWorkspace ignored = memory.notifyScopeEntered(ArrayType.BP_WORKING_MEM)) {
            down = masks == null ? backward(vertex, epsilon, memory) : masks.backward(vertex, epsilon, memory);
        }
        boolean own = sources != null
                && sources.length == 1
                && vertex.getLayer() instanceof AcceleratedLayer layer
                && layer.lastPath() == ExecutionPath.ONEDNN;
        for (int j = 0; sources != null && j < sources.length; j++) {
            if (down != null && down[j] != null) {
                addTo(epsilons, sources[j].getVertexIndex(), down[j], own, memory);
            }
        }
    }

    private INDArray[] backward(GraphVertex vertex, INDArray epsilon, LayerWorkspaceMgr memory) {
        if (gathered != null && GatheredStatistics.isBatchNorm(vertex)) {
            return gathered.backward(vertex, epsilon, memory);
        }
        vertex.setEpsilon(epsilon);
        return vertex.doBackward(false, memory).getSecond();
    }

    /**
     * Adds a gradient to those that a vertex received from its other consumers. Those arrays are never written to.
     *
     * @param own whether nothing else reads the added array, so that it can hold the sum
     */
    private static void addTo(
            INDArray[] epsilons, int source, INDArray gradient, boolean own, LayerWorkspaceMgr memory) {
        INDArray others = epsilons[source];
        if (others == null || own && DenseLayout.add(gradient, others)) {
            epsilons[source] = gradient;
        } else {
            epsilons[source] = DenseLayout.sum(others, gradient, ArrayType.ACTIVATION_GRAD, memory);
        }
    }

    /** Releases the activations. */
    public void release() {
        if (workspaces != null) {
            for (GraphVertex vertex : vertices) {
                vertex.clear();
            }
            workspaces.close();
            workspaces = null;
        }
        gathered = null;
        taken.set(false);
    }

    /** Copies into the executor's own array, which is reused while the shape stays the same. */
    private static void keep(Map<String, INDArray> store, String name, INDArray array) {
        INDArray own = store.get(name);
        if (own == null || !own.equalShapes(array)) {
            try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                own = Nd4j.createUninitialized(array.dataType(), array.shape(), 'c');
            }
            store.put(name, own);
        }
        own.assign(array);
    }
}

package io.ssl4j.core.network;

import io.ssl4j.core.network.onednn.FastLayers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A {@link Network} over a DL4J {@code ComputationGraph}. The graph only provides the architecture; its updater,
 * regularisation, constraints and listeners are not used, since this library has its own optimiser.
 *
 * <p>Several passes may be live at once: each runs on a replica of the graph, and all replicas share one parameter
 * array. Several threads may run inference at once, as long as the parameters do not change meanwhile. A pass must be
 * run backward and closed by the thread that began it.
 */
public final class GraphNetwork implements Network {

    private final String name;
    private final ComputationGraphConfiguration configuration;
    private final Parameters parameters;
    private final boolean inputGradients;
    private final boolean normalizes;
    private final boolean groupsInOnePass;
    private final int chunkRows;
    private final Set<String> fixed;
    private final List<GraphExecutor> executors;

    private GraphNetwork(
            String name,
            ComputationGraphConfiguration configuration,
            INDArray values,
            boolean inputGradients,
            Set<String> fixed) {
        this.name = name;
        this.configuration = configuration;
        this.inputGradients = inputGradients;
        this.fixed = fixed;
        this.chunkRows = 0;
        this.executors = new CopyOnWriteArrayList<>();
        GraphExecutor first = newExecutor(values);
        executors.add(first);
        this.parameters = new Parameters(values, GraphSegments.of(first.graph()));
        this.groupsInOnePass = first.canGroup();
        this.normalizes = parameters.segments().stream().anyMatch(s -> s.kind() == SegmentKind.STATISTIC);
    }

    /** The same network, with the same parameters and replicas; another name, other chunks, other fixed segments. */
    private GraphNetwork(GraphNetwork whole, String name, int chunkRows, Set<String> fixed) {
        this.name = name;
        this.fixed = fixed;
        this.configuration = whole.configuration;
        this.inputGradients = whole.inputGradients;
        this.parameters = whole.parameters;
        this.groupsInOnePass = whole.groupsInOnePass;
        this.normalizes = whole.normalizes;
        this.executors = whole.executors;
        this.chunkRows = chunkRows;
    }

    /**
     * Returns this network with passes that take less memory: at most this many rows are in it at once. Forward keeps
     * only the outputs; backward runs the rows forward again, chunk by chunk, which takes about half as long again. The
     * gradient equals that of one pass over all rows, except that batch norm takes its statistics over a chunk. (Gao et
     * al. 2021, arXiv:2101.06983, section 3, "gradient cache".)
     *
     * @param rows at least 1, and with batch norm at least 2 of each group of batch statistics ({@link #obstacle}); 0
     *     for passes over all rows
     */
    public GraphNetwork inChunks(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("a chunk has at least 1 row, or 0 for all rows at once, got " + rows);
        }
        return new GraphNetwork(this, name, rows, fixed);
    }

    /** The rows that a pass lets through at once; 0 for all of them. */
    public int chunkRows() {
        return chunkRows;
    }

    /** A copy of the graph's configuration, of DL4J's own layers. */
    public ComputationGraphConfiguration configuration() {
        return configuration.clone();
    }

    /** The same network and parameters, with its own replicas and other outputs. */
    private GraphNetwork(GraphNetwork whole, ComputationGraphConfiguration configuration) {
        this.name = whole.name;
        this.configuration = configuration;
        this.inputGradients = whole.inputGradients;
        this.parameters = whole.parameters;
        this.normalizes = whole.normalizes;
        this.chunkRows = whole.chunkRows;
        this.fixed = whole.fixed;
        this.executors = new CopyOnWriteArrayList<>();
        GraphExecutor first = newExecutor(parameters.values());
        executors.add(first);
        this.groupsInOnePass = first.canGroup();
    }

    /**
     * Returns this network with segments that are not trained: backward gives them no gradient. One that starts at 0
     * stays there, whatever the optimiser and its decay.
     *
     * @param segments names of segments, such as "layer2_norm_beta"
     * @throws IllegalArgumentException if there is no such segment
     */
    public GraphNetwork withFixed(Collection<String> segments) {
        List<String> known = parameters.segments().stream().map(Segment::name).toList();
        for (String segment : segments) {
            if (!known.contains(segment)) {
                throw new IllegalArgumentException("network '" + name + "' has no parameters '" + segment
                        + "' that could stay fixed; it has " + known);
            }
        }
        return new GraphNetwork(this, name, chunkRows, Set.copyOf(segments));
    }

    /** Adds the gradient of a pass to those of the step, except for what is fixed. */
    void accumulate(INDArray flatGradient) {
        for (Segment segment : parameters.segments()) {
            if (fixed.contains(segment.name())) {
                Parameters.view(flatGradient, segment).assign(0);
            }
        }
        parameters.accumulate(flatGradient);
    }

    @Override
    public GraphNetwork named(String newName) {
        return new GraphNetwork(this, newName, chunkRows, fixed);
    }

    /**
     * Returns the same network with other outputs, sharing parameters and gradients.
     *
     * @param vertices names of vertices of the graph
     */
    public GraphNetwork withOutputs(List<String> vertices) {
        for (String vertex : vertices) {
            if (!configuration.getVertices().containsKey(vertex)) {
                throw new IllegalArgumentException(
                        "network '" + name + "' has no vertex '" + vertex + "'; it has " + vertexNames());
            }
        }
        ComputationGraphConfiguration other = configuration.clone();
        other.setNetworkOutputs(new ArrayList<>(vertices));
        return new GraphNetwork(this, other);
    }

    /** The names of the graph's vertices, starting with the inputs. */
    public List<String> vertexNames() {
        List<String> names = new ArrayList<>();
        for (int index : executors.get(0).graph().topologicalSortOrder()) {
            GraphVertex vertex = executors.get(0).graph().getVertices()[index];
            if (!vertex.isInputVertex()) {
                names.add(vertex.getVertexName());
            }
        }
        return names;
    }

    /** Returns a network with a copy of these parameters whose backward pass computes the gradient at the inputs. */
    public GraphNetwork withInputGradient() {
        return new GraphNetwork(name, configuration, detachedCopy(parameters.values()), true, fixed)
                .inChunks(chunkRows);
    }

    /** Makes a network with a copy of a graph's parameters whose backward pass skips the gradient at the inputs. */
    public static GraphNetwork withoutInputGradient(String name, ComputationGraph graph) {
        return of(name, graph, false);
    }

    /**
     * Makes a network with a copy of an initialised graph's parameters.
     *
     * @param name unique within a method
     * @param graph not changed, and not used further
     * @throws IllegalArgumentException if an output is a DL4J output layer, which computes its own loss
     */
    public static GraphNetwork of(String name, ComputationGraph graph) {
        return of(name, graph, true);
    }

    /**
     * Makes a network and chooses whether {@link Pass#backward} computes the gradient at the inputs. An encoder at the
     * bottom of a method does not need it; backward then returns null (or an empty map).
     */
    private static GraphNetwork of(String name, ComputationGraph graph, boolean inputGradients) {
        for (String output : graph.getConfiguration().getNetworkOutputs()) {
            GraphVertex vertex = graph.getVertex(output);
            if (vertex.hasLayer() && vertex.getLayer() instanceof org.deeplearning4j.nn.api.layers.IOutputLayer) {
                throw new IllegalArgumentException("output '" + output + "' of network '" + name
                        + "' is a DL4J output layer with a loss of its own; name the vertex before it instead");
            }
        }
        INDArray flat = detachedCopy(graph.params());
        return new GraphNetwork(name, FastLayers.toStock(graph.getConfiguration()), flat, inputGradients, Set.of());
    }

    /** Returns a copy of parameters as a 1-D array outside any workspace. */
    public static INDArray detachedCopy(INDArray params) {
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray flat = Nd4j.createUninitialized(params.dataType(), params.length());
            return flat.assign(params.reshape(params.length()));
        }
    }

    /** Makes a graph on top of an array of parameters, which is not copied. */
    public static ComputationGraph replica(ComputationGraphConfiguration configuration, INDArray values) {
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            ComputationGraph graph = new ComputationGraph(configuration);
            graph.init(values.reshape('c', 1, values.length()), false);
            return graph;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public List<String> inputNames() {
        return configuration.getNetworkInputs();
    }

    @Override
    public List<String> outputNames() {
        return configuration.getNetworkOutputs();
    }

    @Override
    public Pass forward(Map<String, Rows> inputs, PassMode mode) {
        long rows = checkInputs(inputs);
        AbstractGraphPass pass = chunkRows > 0 && rows > chunkRows && rows % mode.statisticGroups() == 0
                ? new ChunkedPass(this, inputs, mode, rows, chunkRows)
                : forwardWhole(inputs, mode, rows);
        if (mode.tracksStatistics() && normalizes) {
            track(pass);
        }
        return pass;
    }

    private static void track(AbstractGraphPass pass) {
        try {
            pass.trackStatistics();
        } catch (RuntimeException | Error e) {
            pass.close();
            throw e;
        }
    }

    /** Begins a pass over all rows at once. */
    AbstractGraphPass forwardWhole(Map<String, Rows> inputs, PassMode mode, long rows) {
        int groups = normalizes ? mode.statisticGroups() : 1;
        if (rows % groups != 0) {
            throw new IllegalArgumentException("a batch of " + rows + " rows cannot be cut into " + groups
                    + " equal groups for batch statistics; use a multiple of " + groups);
        }
        if (normalizes && rows / groups < 2) {
            throw new IllegalArgumentException("batch normalisation in training needs at least 2 rows in each of "
                    + groups + " group(s), got " + rows + " rows in all; use a larger batch");
        }
        if (groups == 1 || groupsInOnePass && !isMasked(inputs)) {
            GraphExecutor executor = freeExecutor();
            executor.setGroups(groups);
            executor.setGather(normalizes ? mode.gather() : Optional.empty());
            requireOneLength(inputs, mode);
            executor.forward(inputs, true);
            return new GraphPass(this, executor);
        }
        List<GraphExecutor> parts = new ArrayList<>(groups);
        try {
            for (int g = 0; g < groups; g++) {
                GraphExecutor executor = freeExecutor();
                executor.setGroups(1);
                executor.forward(rowsOf(inputs, rows / groups * g, rows / groups * (g + 1)), true);
                parts.add(executor);
            }
        } catch (RuntimeException | Error e) {
            parts.forEach(GraphExecutor::release);
            throw e;
        }
        return new GroupedPass(this, parts);
    }

    private void requireOneLength(Map<String, Rows> inputs, PassMode mode) {
        if (normalizes && mode.gather().isPresent() && isMasked(inputs)) {
            throw new IllegalArgumentException(
                    "batch statistics over several workers need rows of one length, got rows with"
                            + " a mask for network '" + name + "'; take a network without batch norm, or one worker");
        }
    }

    private static boolean isMasked(Map<String, Rows> inputs) {
        return inputs.values().stream().anyMatch(rows -> rows.mask().isPresent());
    }

    private static Map<String, Rows> rowsOf(Map<String, Rows> inputs, long from, long to) {
        Map<String, Rows> part = new LinkedHashMap<>();
        inputs.forEach((key, rows) -> part.put(key, rows.interval(from, to)));
        return part;
    }

    private long checkInputs(Map<String, Rows> inputs) {
        if (!inputs.keySet().equals(Set.copyOf(inputNames()))) {
            throw new IllegalArgumentException(
                    "network '" + name + "' has the inputs " + inputNames() + ", got " + inputs.keySet());
        }
        long rows = -1;
        for (Rows named : inputs.values()) {
            INDArray input = named.values();
            if (input.dataType() != parameters.values().dataType()) {
                throw new IllegalArgumentException("network '" + name + "' computes in "
                        + parameters.values().dataType() + ", got an input of " + input.dataType() + "; cast it");
            }
            if (rows >= 0 && input.size(0) != rows) {
                throw new IllegalArgumentException("all inputs of network '" + name
                        + "' need the same number of rows, got " + rows + " and " + input.size(0));
            }
            rows = input.size(0);
        }
        return rows;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Rows that differ in length run one by one. Kernels are chosen by batch size, so this makes a row's result
     * independent, to the last bit, of the rest of its batch.
     */
    @Override
    public Map<String, INDArray> infer(Map<String, Rows> inputs) {
        long rows = checkInputs(inputs);
        return isMasked(inputs) && rows > 1 ? inferOneByOne(inputs, rows) : inferTogether(inputs);
    }

    private Map<String, INDArray> inferOneByOne(Map<String, Rows> inputs, long rows) {
        Map<String, List<INDArray>> results = new LinkedHashMap<>();
        for (long row = 0; row < rows; row++) {
            inferTogether(rowsOf(inputs, row, row + 1))
                    .forEach((key, array) ->
                            results.computeIfAbsent(key, k -> new ArrayList<>()).add(array));
        }
        Map<String, INDArray> joined = new LinkedHashMap<>();
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            results.forEach((key, arrays) -> {
                joined.put(key, Nd4j.concat(0, arrays.toArray(INDArray[]::new)));
                arrays.forEach(INDArray::close);
            });
        }
        return joined;
    }

    private Map<String, INDArray> inferTogether(Map<String, Rows> inputs) {
        GraphExecutor executor = freeExecutor();
        Map<String, INDArray> result = new LinkedHashMap<>();
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            // A forward that fails has released the executor already; another thread may have it by now.
            Map<String, INDArray> outputs = executor.forward(inputs, false);
            try {
                outputs.forEach((key, array) -> result.put(key, array.dup('c')));
            } finally {
                executor.release();
            }
        }
        return result;
    }

    private GraphExecutor freeExecutor() {
        for (GraphExecutor executor : executors) {
            if (executor.take()) {
                return executor;
            }
        }
        GraphExecutor executor = newExecutor(parameters.values());
        executor.take();
        executors.add(executor);
        return executor;
    }

    private GraphExecutor newExecutor(INDArray values) {
        GraphExecutor executor = new GraphExecutor(replica(FastLayers.accelerate(configuration), values));
        if (!inputGradients) {
            executor.omitInputGradients();
        }
        return executor;
    }

    @Override
    public boolean givesInputGradient() {
        return inputGradients;
    }

    /** Reports chunks so small that batch norm would get a single row of a group. */
    @Override
    public Optional<String> obstacle(PassMode mode) {
        int groups = mode.statisticGroups();
        int least = 2 * groups;
        return normalizes && chunkRows > 0 && chunkRows < least
                ? Optional.of("has batch norm, which in training needs at least 2 rows in each of " + groups
                        + " group(s), got chunks of " + chunkRows + " row(s); use chunks of at least " + least
                        + ", or a network without batch norm")
                : Optional.empty();
    }

    @Override
    public String passes() {
        return chunkRows > 0 ? "in chunks of " + chunkRows + " rows" : "";
    }

    boolean normalizes() {
        return normalizes;
    }

    @Override
    public GraphNetwork copy(String newName) {
        return new GraphNetwork(newName, configuration, detachedCopy(parameters.values()), inputGradients, fixed)
                .inChunks(chunkRows);
    }

    /** Returns the same architecture with the parameters of DL4J's own initialisation. */
    public GraphNetwork initializedAgain() {
        ComputationGraph graph = new ComputationGraph(configuration.clone());
        graph.init();
        return new GraphNetwork(name, configuration, detachedCopy(graph.params()), inputGradients, fixed);
    }

    /**
     * Returns a stock DL4J graph with a copy of the current parameters, for saving, serving or DL4J's transfer
     * learning.
     */
    public ComputationGraph toGraph() {
        return replica(configuration.clone(), detachedCopy(parameters.values()));
    }

    /**
     * Returns a stock DL4J graph on top of the live parameters, to inspect them during training: it shows every update.
     * Training it or setting its parameters changes this network.
     */
    public ComputationGraph liveGraph() {
        return replica(configuration.clone(), parameters.values());
    }

    /**
     * Sets the running statistics of batch normalisation to the average of the batch statistics over some batches, as
     * an untrained network needs before it is compared with a trained one.
     *
     * @param batches rows by input name, at least 2 each; the arrays may be reused
     * @throws IllegalArgumentException if there is no batch, or one of a single row
     */
    public void calibrateStatistics(Iterable<Map<String, Rows>> batches) {
        if (!normalizes) {
            return;
        }
        INDArray deltas = Nd4j.zeros(parameters.values().dataType(), parameters.length());
        int count = 0;
        for (Map<String, Rows> batch : batches) {
            long rows = checkInputs(batch);
            if (rows < 2) {
                throw new IllegalArgumentException("calibrating batch statistics needs batches of at least 2 rows, got "
                        + rows + "; use more samples");
            }
            GraphExecutor executor = freeExecutor();
            executor.setGroups(1);
            Map<String, INDArray> outputs = executor.forward(batch, true);
            try {
                Map<String, INDArray> zeros = new LinkedHashMap<>();
                outputs.forEach((key, array) -> zeros.put(key, array.like()));
                executor.backward(zeros);
                deltas.addi(executor.flatGradient());
                count++;
            } finally {
                executor.release();
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("calibrating batch statistics needs at least one batch, got none");
        }
        for (Segment segment : parameters.segments()) {
            if (segment.kind() == SegmentKind.STATISTIC) {
                double step = 1 - decay(segment);
                Parameters.view(parameters.values(), segment)
                        .subi(Parameters.view(deltas, segment).div(count * step));
            }
        }
    }

    private double decay(Segment segment) {
        for (GraphVertex vertex : executors.get(0).graph().getVertices()) {
            if (vertex.hasLayer()
                    && vertex.getLayer().conf().getLayer() instanceof BatchNormalization norm
                    && segment.name().startsWith(vertex.getVertexName() + "_")) {
                return norm.getDecay();
            }
        }
        throw new IllegalStateException("no batch normalisation layer owns '" + segment.name() + "'");
    }
}

package io.ssl4j.core.encoder;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.SampleFailedException;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.random.RandomKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A network that turns samples into representations, together with the preprocessing that it expects: the product of
 * pretraining. If the network is a DL4J graph, as it is by default, {@link #save} writes a model file that plain DL4J
 * loads.
 *
 * <p>Several threads may embed at once, as long as the encoder is not being trained at the same time.
 *
 * @param <T> the sample type
 */
public final class Encoder<T> {

    /** The default name of an encoder, and the name of a method's main encoder. */
    public static final String NAME = "encoder";

    private static final int ROWS_AT_ONCE = 128;
    private static final int LOADER_THREADS = Runtime.getRuntime().availableProcessors();

    private final Network network;
    private final EncoderInput<T> input;
    private final int representationSize;
    private final InitialState initialState;
    private final Map<String, String> taps;

    Encoder(
            Network network,
            EncoderInput<T> input,
            int representationSize,
            InitialState initialState,
            Map<String, String> taps) {
        this.network = network;
        this.input = input;
        this.representationSize = representationSize;
        this.initialState = initialState;
        this.taps = Collections.unmodifiableMap(taps);
    }

    /**
     * Makes an encoder from any graph: your own, one of DL4J's zoo or one imported from Keras. The graph is copied and
     * cut down to what the representation needs. Batch norms with {@code useLogStd} are replaced by equivalent, faster
     * ones without. Dropout is kept; the graph's updater, regularisation, constraints and gradient normalisation are
     * not used, and a warning says so.
     *
     * @param graph an initialised graph that takes the rows of {@code input}
     * @param representationVertex the vertex whose activation {@code [n, D]} is the representation
     * @param input what the graph takes
     * @throws IllegalArgumentException if there is no such vertex, if it is a DL4J output layer, if its activation for
     *     rows of {@code input} is not {@code [n, D]}, or if the graph has frozen layers
     */
    public static <T> Encoder<T> of(ComputationGraph graph, String representationVertex, EncoderInput<T> input) {
        ComputationGraph trimmed = GraphTrimmer.trim(graph, representationVertex);
        ImportedSettings.check(trimmed.getConfiguration());
        return of(GraphNetwork.withoutInputGradient(NAME, trimmed), input);
    }

    /**
     * Makes an encoder from a network of layers in sequence.
     *
     * @param network initialised; it is copied
     * @param layer the name or the index ("0", "1") of the layer whose activation {@code [n, D]} is the representation
     * @param input what the network takes
     * @throws IllegalArgumentException as {@link #of(ComputationGraph, String, EncoderInput)}
     */
    public static <T> Encoder<T> of(MultiLayerNetwork network, String layer, EncoderInput<T> input) {
        // When DL4J converts the network to a graph, it names every layer by its index.
        int index = network.getLayerNames().indexOf(layer);
        return of(network.toComputationGraph(), index < 0 ? layer : Integer.toString(index), input);
    }

    /**
     * Makes an encoder from any network whose first output is the representation.
     *
     * @param network the network; used as it is, not copied
     * @throws IllegalArgumentException if the network does not give {@code [n, D]} for rows of {@code input}
     */
    public static <T> Encoder<T> of(Network network, EncoderInput<T> input) {
        return new Encoder<>(network, input, InputProbe.representationSize(network, input), null, Map.of());
    }

    /**
     * What a person should know about the network: settings of a graph from elsewhere that training does not use. Empty
     * for the library's own encoders.
     */
    public List<String> remarks() {
        return network instanceof GraphNetwork graph
                ? ImportedSettings.remark(graph.configuration()).stream().toList()
                : List.of();
    }

    /** The same architecture, freshly initialised. */
    public Encoder<T> startedAt(InitialState state) {
        Encoder<T> started = new Encoder<>(network.copy(network.name()), input, representationSize, state, taps);
        state.scheme().apply(started.network.parameters(), RandomKey.of(state.seed()));
        if (state.zeroResidual()) {
            ResidualScales.setToZero(started.network);
        }
        return started;
    }

    /**
     * Returns the same architecture, freshly initialised with the same seed, with the scale of the last batch norm of
     * each residual branch at 0: every residual block begins as its shortcut (Goyal et al. 2017, arXiv:1706.02677,
     * section 5.1; {@code zero_init_residual} in torchvision). SimSiam, Barlow Twins and VICReg train their
     * ResNet-50 so.
     *
     * @throws IllegalArgumentException if no residual branch of the network ends with a batch norm
     * @throws IllegalStateException if this library did not make the network, so that its initial state is not known
     */
    public Encoder<T> withZeroInitResidual() {
        if (initialState == null) {
            throw new IllegalStateException("the initial state of network '" + name() + "' must be known to begin again"
                    + " from it, and this library did not make the network; set the scales of your graph instead");
        }
        return untrained().startedAt(new InitialState(initialState.scheme(), initialState.seed(), true));
    }

    /**
     * Returns this encoder with one more layer, whose output is the representation: linear, batch norm and ReLU. The
     * layer is newly initialised, with the encoder's own seed (0 for a graph from elsewhere); the other parameters are
     * copied. The former representation stays as the tap "backbone" if the encoder names its taps. EMP-SSL represents a
     * sample by such a layer of 4096 (Tong et al. 2023, arXiv:2304.03977; tsb0601/EMP-SSL, {@code model.py}: {@code
     * pre_feature}).
     *
     * @param width the length of the new representation
     * @throws IllegalArgumentException if the width is below 1, or there is such a layer already
     * @throws IllegalStateException if the network is not a DL4J graph
     */
    public Encoder<T> withFeatureLayer(int width) {
        return FeatureLayer.append(this, width);
    }

    /** Returns this encoder with a record of its initial state. */
    Encoder<T> withInitialState(InitialState state) {
        return new Encoder<>(network, input, representationSize, state, taps);
    }

    /** Returns how the parameters were set before training; null for a graph from elsewhere. */
    InitialState initialState() {
        return initialState;
    }

    /**
     * Returns the same architecture before training: with the parameters that it started from if the library made it,
     * otherwise with those of DL4J's own initialisation. This is the baseline that a trained encoder has to beat; see
     * {@link #calibrateStatistics}.
     *
     * @throws IllegalStateException if the network is not a DL4J graph and its initial state is unknown
     */
    public Encoder<T> untrained() {
        if (initialState != null && !(network instanceof GraphNetwork)) {
            return startedAt(initialState);
        }
        Encoder<T> fresh =
                new Encoder<>(graphNetwork().initializedAgain(), input, representationSize, initialState, taps);
        return initialState == null ? fresh : fresh.startedAt(initialState);
    }

    /** Returns the same encoder under another name, sharing its parameters; for methods with several encoders. */
    public Encoder<T> named(String name) {
        return new Encoder<>(network.named(name), input, representationSize, initialState, taps);
    }

    /**
     * Returns this encoder over another network of the same architecture, such as a moving average of its own. The
     * network is used as it is, under this encoder's name.
     *
     * @throws IllegalArgumentException if the network has another number of parameters
     */
    public Encoder<T> over(Network other) {
        long given = other.parameters().length();
        if (given != network.parameters().length()) {
            throw new IllegalArgumentException("encoder '" + name() + "' has "
                    + network.parameters().length() + " parameters, but the network '" + other.name()
                    + "' that should take its place has " + given + "; give a copy of its own network");
        }
        return new Encoder<>(other.named(name()), input, representationSize, initialState, taps);
    }

    /** The encoder's name: "encoder" by default. */
    public String name() {
        return network.name();
    }

    /**
     * Returns the same encoder, trained in less memory: at most this many samples pass through it at once, whatever the
     * batch size. See {@link GraphNetwork#inChunks}. Parameters are shared.
     *
     * @param samples at least 1; 0 for all at once
     */
    public Encoder<T> inChunks(int samples) {
        return new Encoder<>(graphNetwork().inChunks(samples), input, representationSize, initialState, taps);
    }

    /**
     * Returns the same encoder with a network that computes the gradient at its input, as saliency maps or adversarial
     * training need. The parameters are a copy.
     */
    public Encoder<T> withInputGradient() {
        return new Encoder<>(graphNetwork().withInputGradient(), input, representationSize, initialState, taps);
    }

    /**
     * The network, from rows of {@link #input()} to {@code [n, representationSize]}. By default its backward pass skips
     * the gradient at the input ({@link Network#givesInputGradient}).
     */
    public Network network() {
        return network;
    }

    /**
     * Returns the network as a DL4J graph.
     *
     * @throws IllegalStateException if it is not one
     */
    public GraphNetwork graphNetwork() {
        if (network instanceof GraphNetwork graph) {
            return graph;
        }
        throw new IllegalStateException("this needs an encoder over a DL4J graph, but the network of encoder '" + name()
                + "' is a " + network.getClass().getSimpleName() + "; make it with Encoder.of(graph, vertex, input)");
    }

    /** The preprocessing: which rows the network takes, and how a sample becomes them. */
    public EncoderInput<T> input() {
        return input;
    }

    /** D, the length of one representation. */
    public int representationSize() {
        return representationSize;
    }

    /**
     * Returns this encoder, typed for the given samples.
     *
     * @throws IllegalArgumentException if it takes other samples
     */
    @SuppressWarnings("unchecked")
    public <S> Encoder<S> as(Class<S> samples) {
        if (!samples.equals(input.sampleType())) {
            throw new IllegalArgumentException(
                    "an encoder of " + samples.getSimpleName() + " was asked for, but encoder '" + name() + "' takes "
                            + input.sampleType().getSimpleName() + " (kind \"" + input.kind() + "\")");
        }
        return (Encoder<S>) this;
    }

    /**
     * The names of the inner activations that can be read: the stages that the library's own encoders name, or all
     * vertices of a graph from elsewhere.
     */
    public List<String> taps() {
        return taps.isEmpty() ? graphNetwork().vertexNames() : List.copyOf(taps.keySet());
    }

    /** Returns whether {@link #taps} are names that mark the stages of the network, not just all of its vertices. */
    public boolean hasNamedTaps() {
        return !taps.isEmpty();
    }

    /** Returns the encoder with names for some vertices of its graph. */
    public Encoder<T> withTaps(Map<String, String> vertexByName) {
        return new Encoder<>(network, input, representationSize, initialState, new LinkedHashMap<>(vertexByName));
    }

    Map<String, String> tapVertices() {
        return taps;
    }

    /**
     * Returns the network with taps as further outputs, sharing its parameters, so that a head can be trained on any of
     * them.
     *
     * @param names some of {@link #taps}; the further outputs carry the names of these vertices ({@link #tapVertex})
     */
    public GraphNetwork tapped(String... names) {
        List<String> outputs = new ArrayList<>(List.of(network.outputNames().get(0)));
        for (String name : names) {
            outputs.add(tapVertex(name));
        }
        return graphNetwork().withOutputs(outputs);
    }

    /**
     * The vertex behind a tap.
     *
     * @throws IllegalArgumentException if there is no such tap
     */
    public String tapVertex(String name) {
        if (!taps().contains(name)) {
            throw new IllegalArgumentException("encoder '" + name() + "' has no tap '" + name + "'; it has " + taps());
        }
        return taps.getOrDefault(name, name);
    }

    /** Embeds rows that are already preprocessed, in inference mode: {@code [n, ...] -> [n, representationSize]}. */
    public INDArray embed(INDArray rows) {
        return embed(Rows.of(rows));
    }

    /** As {@link #embed(INDArray)}, for rows that may have a mask. */
    public INDArray embed(Rows rows) {
        INDArray result = Nd4j.createUninitialized(rows.values().dataType(), rows.size(), representationSize);
        for (long from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            long to = Math.min(rows.size(), from + ROWS_AT_ONCE);
            result.get(NDArrayIndex.interval(from, to)).assign(network.infer(rows.interval(from, to)));
        }
        return result;
    }

    /**
     * Preprocesses and embeds samples, in inference mode and in data set order.
     *
     * @return {@code [size, representationSize]}, float
     * @throws IllegalArgumentException if a sample does not fit {@link #input()}, naming the sample
     */
    public INDArray embed(Dataset<T> data) {
        return embed(data, input);
    }

    /**
     * As {@link #embed(Dataset)} with another preprocessing that makes the same rows, for example {@code
     * Preprocessing.resizing(imageInput)}.
     *
     * @throws IllegalArgumentException if its rows differ from those of {@link #input()}
     */
    public INDArray embed(Dataset<T> data, EncoderInput<T> preprocessing) {
        requireSameRows(preprocessing);
        return embed(data, preprocessing, network, network.outputNames().get(0));
    }

    /**
     * Returns the activations at a tap.
     *
     * @param tap one of {@link #taps}
     * @return {@code [size, ...]}, float
     */
    public INDArray embed(Dataset<T> data, String tap) {
        return embed(data, input, tapped(tap), tapVertex(tap));
    }

    private INDArray embed(Dataset<T> data, EncoderInput<T> preprocessing, Network through, String output) {
        INDArray result = null;
        long from = 0;
        for (Map<String, Rows> rows : batches(data, preprocessing, ROWS_AT_ONCE, false)) {
            INDArray part = through.infer(rows).get(output);
            if (result == null) {
                long[] shape = part.shape().clone();
                shape[0] = data.size();
                result = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
            }
            long to = from + part.size(0);
            result.get(NDArrayIndex.interval(from, to)).assign(part);
            from = to;
            part.close();
        }
        if (result == null) {
            throw new IllegalArgumentException("embedding needs at least one sample, got an empty data set");
        }
        return result;
    }

    private void requireSameRows(EncoderInput<T> preprocessing) {
        if (!preprocessing.rows().equals(input.rows())) {
            throw new IllegalArgumentException(
                    "a preprocessing must make the rows that the encoder takes, " + input.rows()
                            + ", got one that makes " + preprocessing.rows() + "; build it from encoder.input()");
        }
    }

    /**
     * Sets the running statistics of batch normalisation to those of the samples, without training. An untrained
     * encoder needs this before it is compared with a trained one. The batches are shuffled, always the same way: in
     * the order of a folder of classes each batch would be of one class, and vary less than the data.
     */
    public void calibrateStatistics(Dataset<T> data) {
        int size = ROWS_AT_ONCE;
        while (data.size() > 1 && data.size() % size == 1) {
            size++;
        }
        graphNetwork().calibrateStatistics(batches(data, input, size, true));
    }

    /** Rows by input name, in data set order or shuffled, in the network's data type; the arrays are reused. */
    private Iterable<Map<String, Rows>> batches(
            Dataset<T> data, EncoderInput<T> preprocessing, int size, boolean shuffled) {
        return () -> data.size() == 0 ? Collections.emptyIterator() : new Batches(data, preprocessing, size, shuffled);
    }

    private final class Batches implements Iterator<Map<String, Rows>> {

        private final BatchLoader<T> loader;
        private final List<ViewSpec> rows;
        private boolean interrupted;

        Batches(Dataset<T> data, EncoderInput<T> preprocessing, int size, boolean shuffled) {
            this.rows = preprocessing.rows();
            int batch = Math.min(size, data.size());
            this.loader = BatchLoader.open(
                    data,
                    new InputViews<>(preprocessing),
                    new BatchConfig(batch, LOADER_THREADS, 2, shuffled, false, 0));
            loader.startEpoch(0, 0);
        }

        @Override
        public boolean hasNext() {
            boolean more = loader.hasNext();
            if (!more) {
                close();
            }
            return more;
        }

        @Override
        public Map<String, Rows> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                return InputProbe.named(network, rows, take().views());
            } catch (SampleFailedException e) {
                close();
                throw new IllegalArgumentException(
                        "sample " + e.index() + " ('" + e.sampleName() + "') cannot be embedded: "
                                + e.getCause().getMessage(),
                        e.getCause());
            }
        }

        /** An interrupt lets the embedding end, and is there again afterwards: a run stops between two of its steps. */
        private ViewBatch take() {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    return loader.next();
                } catch (IllegalStateException e) {
                    if (!(e.getCause() instanceof InterruptedException)) {
                        throw e;
                    }
                }
            }
        }

        private void close() {
            loader.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** An independent copy with the same parameters. */
    public Encoder<T> copy() {
        return new Encoder<>(network.copy(network.name()), input, representationSize, initialState, taps);
    }

    /**
     * Returns a copy for serving: thread-safe, faster than {@link #embed(INDArray)}, and unaffected by any later
     * training of this encoder.
     */
    public FrozenEncoder<T> freeze() {
        return new FrozenEncoder<>(toGraph(), input, representationSize);
    }

    /** Returns the encoder as a stock DL4J graph with a copy of its parameters. */
    public ComputationGraph toGraph() {
        return graphNetwork().toGraph();
    }

    /**
     * Writes a plain DL4J model file: stock layers only, and this encoder's preprocessing in the additional entry
     * {@value EncoderFile#ENTRY}. The file appears complete or not at all.
     */
    public void save(Path file) throws IOException {
        EncoderFile.write(this, file);
    }

    /**
     * Reads a file that {@link #save} wrote. The file need not be trusted: it can name only DL4J's configuration
     * classes, its sizes are checked before memory is allocated, and nothing in it is deserialised. (DL4J's own {@code
     * ModelSerializer} can be made to run any code.)
     *
     * @param trusted prefixes of further class names that the file may contain, such as {@code "com.example.layers."}
     *     for your own layers
     * @throws IOException if the file cannot be read, is not an encoder file, is damaged or names any other class
     */
    public static Encoder<?> load(Path file, String... trusted) throws IOException {
        return EncoderFile.read(file, List.of(trusted)).encoder();
    }

    /**
     * Reads an encoder for a sample type, such as {@code Image.class}.
     *
     * @throws IOException as {@link #load(Path, String...)}, or if the file's encoder takes another kind of sample
     */
    public static <T> Encoder<T> load(Path file, Class<T> samples, String... trusted) throws IOException {
        return typed(file, load(file, trusted), samples);
    }

    /** Returns an encoder from a file, typed for the given samples. */
    static <T> Encoder<T> typed(Path file, Encoder<?> encoder, Class<T> samples) throws IOException {
        Objects.requireNonNull(samples, "samples");
        try {
            return encoder.as(samples);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}

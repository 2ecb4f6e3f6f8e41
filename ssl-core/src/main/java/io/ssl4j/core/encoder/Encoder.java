package io.ssl4j.core.encoder;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.augment.Preprocessing;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What pretraining is for: a network from images to representations, with the preprocessing that it expects. The network
 * inside is an ordinary DL4J graph: {@link #save} writes a model file that plain DL4J loads.
 *
 * <p>Several threads may embed at once, as long as nobody trains the encoder meanwhile.
 */
public final class Encoder {

    private static final int ROWS_AT_ONCE = 128;

    private final GraphNetwork network;
    private final ImageInput input;
    private final int representationSize;
    private final InitialState initialState;

    private Encoder(GraphNetwork network, ImageInput input, int representationSize, InitialState initialState) {
        this.network = network;
        this.input = input;
        this.representationSize = representationSize;
        this.initialState = initialState;
    }

    /**
     * An encoder around any graph: of your own, of DL4J's zoo or imported from Keras. The graph is copied, and everything that
     * the representation does not need is cut away; batch norms with {@code useLogStd} become those without, which compute
     * the same and are faster. Its updater is not used, nor are its regularisation, constraints and gradient normalisation,
     * about which a warning is logged; dropout is.
     *
     * @param graph initialised, with one input that takes rows of {@code input}
     * @param representationVertex the vertex whose activation {@code [n, D]} is the representation
     * @param input what the graph eats
     * @throws IllegalArgumentException if there is no such vertex, if it is a DL4J output layer, if it does not give
     *     {@code [n, D]} for rows of {@code input}, also where their channel order is the other one, or if the graph has
     *     frozen layers
     */
    public static Encoder of(ComputationGraph graph, String representationVertex, ImageInput input) {
        ComputationGraph trimmed = GraphTrimmer.trim(graph, representationVertex);
        ImportedSettings.check(trimmed.getConfiguration());
        if (trimmed.getConfiguration().getNetworkInputs().size() != 1) {
            throw new IllegalArgumentException("an image encoder needs a graph with one input, got "
                    + trimmed.getConfiguration().getNetworkInputs());
        }
        GraphNetwork network = GraphNetwork.of("encoder", trimmed, false);
        return new Encoder(network, input, probe(network, representationVertex, input), null);
    }

    /**
     * An encoder around a network of layers in a row.
     *
     * @param network initialised; it is copied
     * @param layer the name or the index ("0", "1") of the layer whose activation {@code [n, D]} is the representation
     * @param input what the network eats
     * @throws IllegalArgumentException as {@link #of(ComputationGraph, String, ImageInput)}
     */
    public static Encoder of(MultiLayerNetwork network, String layer, ImageInput input) {
        // As a graph, DL4J calls every layer by its index.
        int index = network.getLayerNames().indexOf(layer);
        return of(network.toComputationGraph(), index < 0 ? layer : Integer.toString(index), input);
    }

    /** This architecture at a start of ours. */
    public Encoder startedAt(InitialState state) {
        Encoder started = new Encoder(network.copy(network.name()), input, representationSize, state);
        state.scheme().apply(started.network.parameters(), RandomKey.of(state.seed()));
        return started;
    }

    /** This encoder, knowing what it started from. */
    Encoder withInitialState(InitialState state) {
        return new Encoder(network, input, representationSize, state);
    }

    /** How the parameters were set before training; null for a graph from elsewhere. */
    InitialState initialState() {
        return initialState;
    }

    /**
     * The same architecture before training: with the very parameters that it started from if it came from
     * {@link ImageEncoders}, else with those that DL4J's own initialisation gives. What a trained encoder has to beat; see
     * {@link #calibrateStatistics}.
     */
    public Encoder untrained() {
        Encoder fresh = new Encoder(network.initializedAgain(), input, representationSize, initialState);
        return initialState == null ? fresh : fresh.startedAt(initialState);
    }

    private static int probe(GraphNetwork network, String vertex, ImageInput input) {
        INDArray output;
        try {
            output = inferZeros(network, input);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the graph does not take rows of shape " + Arrays.toString(batchShape(input, 1)) + " ("
                            + input.order() + ")" + orderAdvice(network, input) + ": " + e.getMessage(),
                    e);
        }
        if (output.rank() != 2) {
            throw new IllegalArgumentException("a representation is [n, D], but vertex '" + vertex + "' gives "
                    + Arrays.toString(output.shape()) + "; name a vertex after a global pool or a dense layer");
        }
        return (int) output.size(1);
    }

    private static INDArray inferZeros(GraphNetwork network, ImageInput input) {
        return network.infer(Nd4j.zeros(network.parameters().values().dataType(), batchShape(input, 1)));
    }

    /** What DL4J builds by default and what its zoo has is NCHW; what comes from Keras is mostly NHWC. */
    private static String orderAdvice(GraphNetwork network, ImageInput input) {
        ChannelOrder other = input.order() == ChannelOrder.NHWC ? ChannelOrder.NCHW : ChannelOrder.NHWC;
        try {
            inferZeros(network, input.withOrder(other));
            return ", but it takes them as " + other + ": use input.withOrder(ChannelOrder." + other + ")";
        } catch (RuntimeException e) {
            return "";
        }
    }

    private static long[] batchShape(ImageInput input, int rows) {
        long[] row = input.rowShape();
        return new long[] {rows, row[0], row[1], row[2]};
    }

    /**
     * This encoder, trained in little memory: at most so many images go through it at once, whatever the size of a batch.
     * See {@link GraphNetwork#inChunks}. Parameters are shared.
     *
     * @param images at least 1; 0 for all at once
     */
    public Encoder inChunks(int images) {
        return new Encoder(network.inChunks(images), input, representationSize, initialState);
    }

    /**
     * One input, one output: rows of {@link #input()} to {@code [n, representationSize]}. Named "encoder". Its backward
     * computes no gradient at the images and returns null.
     */
    public GraphNetwork network() {
        return network;
    }

    /** What the network eats: {@link #embed(Dataset)} brings images to it. */
    public ImageInput input() {
        return input;
    }

    /** D: numbers in one representation. */
    public int representationSize() {
        return representationSize;
    }

    /** Embeds rows that are preprocessed already, in inference mode: {@code [n, ...] -> [n, representationSize]}. */
    public INDArray embed(INDArray rows) {
        INDArray result = Nd4j.createUninitialized(rows.dataType(), rows.size(0), representationSize);
        for (long from = 0; from < rows.size(0); from += ROWS_AT_ONCE) {
            long to = Math.min(rows.size(0), from + ROWS_AT_ONCE);
            result.get(NDArrayIndex.interval(from, to))
                    .assign(network.infer(rows.get(NDArrayIndex.interval(from, to))));
        }
        return result;
    }

    /**
     * Preprocesses and embeds images of the encoder's size, in inference mode and in data set order.
     *
     * @return {@code [size, representationSize]}, float
     * @throws IllegalArgumentException if an image's size or channel count differs from {@link #input()}
     */
    public INDArray embed(Dataset<Image> images) {
        return embed(images, Preprocessing.of(input));
    }

    /**
     * The same with another preprocessing, for example {@code Preprocessing.resizing(encoder.input())}.
     *
     * @throws IllegalArgumentException if it makes rows of another shape or channel order than {@link #input()}
     */
    public INDArray embed(Dataset<Image> images, Preprocessing preprocessing) {
        ImageInput made = preprocessing.input();
        if (made.order() != input.order() || !Arrays.equals(made.rowShape(), input.rowShape())) {
            throw new IllegalArgumentException("a preprocessing must make the rows that the encoder takes, "
                    + Arrays.toString(input.rowShape()) + " (" + input.order() + "), got one that makes "
                    + Arrays.toString(made.rowShape()) + " (" + made.order() + "); build it from encoder.input()");
        }
        INDArray result = Nd4j.createUninitialized(DataType.FLOAT, images.size(), representationSize);
        int from = 0;
        for (INDArray rows : batches(images, preprocessing)) {
            long to = from + rows.size(0);
            result.get(NDArrayIndex.interval(from, to)).assign(network.infer(rows));
            from = (int) to;
        }
        return result;
    }

    /**
     * Sets the running statistics of batch normalisation to those of the images, without training anything: an untrained
     * encoder needs this before it is compared with a trained one.
     */
    public void calibrateStatistics(Dataset<Image> images) {
        network.calibrateStatistics(batches(images, Preprocessing.of(input)));
    }

    /** Preprocessed rows in data set order, the array reused; a last batch of one row is joined to the one before it. */
    private Iterable<INDArray> batches(Dataset<Image> images, Preprocessing preprocessing) {
        return () -> new Batches(images, preprocessing);
    }

    private final class Batches implements Iterator<INDArray> {

        private final Dataset<Image> images;
        private final Preprocessing preprocessing;
        private INDArray batch;
        private int next;

        Batches(Dataset<Image> images, Preprocessing preprocessing) {
            this.images = images;
            this.preprocessing = preprocessing;
        }

        @Override
        public boolean hasNext() {
            return next < images.size();
        }

        @Override
        public INDArray next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int left = images.size() - next;
            int rows = left == ROWS_AT_ONCE + 1 ? left : Math.min(left, ROWS_AT_ONCE);
            if (batch == null || batch.size(0) != rows) {
                try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                    batch = Nd4j.createUninitialized(DataType.FLOAT, batchShape(input, rows));
                }
            }
            fill(rows);
            next += rows;
            return batch.castTo(network.parameters().values().dataType());
        }

        /** On all cores, since files are decoded here; of several failures the first image's is thrown. */
        private void fill(int rows) {
            FloatBuffer target = batch.data().asNioFloat();
            RuntimeException[] failures = new RuntimeException[rows];
            IntStream.range(0, rows).parallel().forEach(i -> {
                try {
                    FloatBuffer row = target.duplicate().position(target.position() + i * preprocessing.rowLength());
                    preprocessing.write(images.get(next + i), row);
                } catch (RuntimeException e) {
                    failures[i] = e;
                }
            });
            Arrays.stream(failures).filter(Objects::nonNull).findFirst().ifPresent(failure -> {
                throw failure;
            });
        }
    }

    /** An independent copy with the same parameters. */
    public Encoder copy() {
        return new Encoder(network.copy(network.name()), input, representationSize, initialState);
    }

    /**
     * A copy for serving: thread-safe, faster than {@link #embed(INDArray)}, and untouched by any later training of this
     * encoder.
     */
    public FrozenEncoder freeze() {
        return new FrozenEncoder(toGraph(), input, representationSize);
    }

    /** The encoder as a stock DL4J graph with a copy of its parameters. */
    public ComputationGraph toGraph() {
        return network.toGraph();
    }

    /**
     * Writes a plain DL4J model file: stock layers only, with this encoder's preprocessing in the additional entry
     * {@value EncoderFile#ENTRY}. The file appears whole or not at all.
     */
    public void save(Path file) throws IOException {
        EncoderFile.write(this, file);
    }

    /**
     * Reads what {@link #save} wrote. The file need not be trusted: it can name only DL4J's configuration classes, its
     * numbers are checked before memory is asked for, and nothing in it is deserialised. (DL4J's own
     * {@code ModelSerializer} does all that a file asks for, which can be any code.)
     *
     * @param trusted beginnings of names of classes that the file may name as well, such as {@code "com.example.layers."}
     *     for layers of your own
     * @throws IOException if the file cannot be read, is no encoder file, is damaged or names other classes
     */
    public static Encoder load(Path file, String... trusted) throws IOException {
        return EncoderFile.read(file, List.of(trusted));
    }
}

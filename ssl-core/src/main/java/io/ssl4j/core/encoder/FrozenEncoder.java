package io.ssl4j.core.encoder;

import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.network.GraphExecutor;
import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.onednn.BatchNormFolding;
import io.ssl4j.core.network.onednn.FastLayers;
import io.ssl4j.core.network.onednn.internal.kernel.WeightCache;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An encoder for serving, whose parameters never change again:
 *
 * <pre>{@code
 * FrozenEncoder<Image> encoder = Encoder.load(file, Image.class).freeze();   // once, when the service starts
 * float[] representation = encoder.embed(image);         // from any thread
 * float[] same = encoder.embed(requestBody, "upload 17");  // the bytes of an image file
 * }</pre>
 *
 * Batch norm is folded into the convolutions, and weights are converted to the processor's layout once. Outputs agree
 * with the encoder's own up to rounding. Safe for use by several threads: weights are shared, and each concurrent call
 * of {@code embed} has its own activations. A batch size that was not used recently costs a few milliseconds of
 * preparation, so a service that batches requests should use only a few batch sizes.
 *
 * @param <T> the sample type
 */
public final class FrozenEncoder<T> {

    private static final int ROWS_AT_ONCE = 128;

    private final EncoderInput<T> input;
    private final int representationSize;
    private final ComputationGraphConfiguration configuration;
    private final INDArray values;
    private final WeightCache weights = new WeightCache();
    private final List<GraphExecutor> executors = new CopyOnWriteArrayList<>();

    /** @param stock a graph with one input and one output; not changed */
    FrozenEncoder(ComputationGraph stock, EncoderInput<T> input, int representationSize) {
        this.input = input;
        this.representationSize = representationSize;
        ComputationGraph folded = BatchNormFolding.fold(stock);
        this.configuration = folded.getConfiguration();
        this.values = GraphNetwork.detachedCopy(folded.params());
    }

    /** The input that the network takes; {@link #embed(Object)} turns a sample into it. */
    public EncoderInput<T> input() {
        return input;
    }

    /** D, the length of one representation. */
    public int representationSize() {
        return representationSize;
    }

    /**
     * Preprocesses and embeds one sample.
     *
     * @return a new array of {@link #representationSize} numbers
     * @throws IllegalArgumentException if the sample does not fit {@link #input()}
     */
    public float[] embed(T sample) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                SampleRows rows = SampleRows.of(input.rows(), 1)) {
            input.write(sample, rows);
            try (INDArray result = embed(rows.rows(values.dataType()))) {
                return result.data().asFloat();
            }
        }
    }

    /**
     * Preprocesses and embeds some samples at once, which is faster than one by one.
     *
     * @return one new array of {@link #representationSize} numbers for each sample, in their order
     * @throws IllegalArgumentException if a sample does not fit {@link #input()}; the message says which
     */
    public float[][] embed(List<? extends T> samples) {
        return embed(samples.size(), samples::get, i -> "sample " + i);
    }

    /** Decodes, preprocesses and embeds the content of a file. See {@link #embed(byte[], String)}. */
    public float[] embed(byte[] content) {
        return embed(content, "the content");
    }

    /**
     * Decodes, preprocesses and embeds the content of a file, such as the body of a request, as {@link
     * EncoderInput#reader} does: an image of any size and colour is brought to what the encoder takes.
     *
     * @param content not changed
     * @param name what messages call the content
     * @return a new array of {@link #representationSize} numbers
     * @throws io.ssl4j.core.data.DatasetFormatException if the content is damaged or of no known format
     * @throws IllegalStateException if there is no file format of one sample of this kind
     */
    public float[] embed(byte[] content, String name) {
        return embed(new byte[][] {content}, List.of(name))[0];
    }

    /** Decodes, preprocesses and embeds the contents of some files, which messages call "content 0" and so on. */
    public float[][] embed(byte[][] contents) {
        return embed(
                contents,
                IntStream.range(0, contents.length)
                        .mapToObj(i -> "content " + i)
                        .toList());
    }

    /**
     * Decodes, preprocesses and embeds the contents of some files at once. See {@link #embed(byte[], String)}.
     *
     * @param contents not changed
     * @param names what messages call them
     * @return one new array of {@link #representationSize} numbers for each content, in their order
     */
    public float[][] embed(byte[][] contents, List<String> names) {
        if (contents.length != names.size()) {
            throw new IllegalArgumentException(
                    "every content needs a name, got " + contents.length + " contents and " + names.size() + " names");
        }
        SampleReader<T> reader = input.reader()
                .orElseThrow(() -> new IllegalStateException("there is no file format of one sample of kind \""
                        + input.kind() + "\"; make a " + input.sampleType().getSimpleName()
                        + " of the content, and embed that"));
        return embed(contents.length, i -> reader.read(contents[i], names.get(i)), names::get);
    }

    private float[][] embed(int count, IntFunction<? extends T> samples, IntFunction<String> names) {
        float[][] result = new float[count][];
        for (int from = 0; from < count; from += ROWS_AT_ONCE) {
            embed(from, Math.min(count, from + ROWS_AT_ONCE), samples, names, result);
        }
        return result;
    }

    private void embed(
            int from, int to, IntFunction<? extends T> samples, IntFunction<String> names, float[][] result) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                SampleRows rows = SampleRows.of(input.rows(), to - from)) {
            for (int i = from; i < to; i++) {
                T sample = samples.apply(i);
                try {
                    input.write(sample, rows.at(i - from));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(names.apply(i) + " cannot be embedded: " + e.getMessage(), e);
                }
            }
            try (INDArray block = embed(rows.rows(values.dataType()))) {
                float[] all = block.data().asFloat();
                for (int i = from; i < to; i++) {
                    result[i] = Arrays.copyOfRange(
                            all, (i - from) * representationSize, (i - from + 1) * representationSize);
                }
            }
        }
    }

    /**
     * Embeds rows that are already preprocessed.
     *
     * @param rows {@code [n, ...]} as {@link EncoderInput#rows} specifies, n at least 1, in the encoder's data type
     * @return {@code [n, representationSize]}, a new array
     */
    public INDArray embed(INDArray rows) {
        return embed(Map.of(input.rows().get(0).name(), Rows.of(rows)));
    }

    /**
     * Embeds rows that are already preprocessed, given by the names of {@link EncoderInput#rows}, with masks if they
     * have any.
     */
    public INDArray embed(Map<String, Rows> rows) {
        requireRows(rows);
        long n = rows.values().iterator().next().size();
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray result = Nd4j.createUninitialized(values.dataType(), n, representationSize);
            // As in Encoder: the result of a row with a mask is bit for bit independent of the other rows.
            boolean masked = rows.values().stream().anyMatch(part -> part.mask().isPresent());
            int step = masked ? 1 : ROWS_AT_ONCE;
            for (long from = 0; from < n; from += step) {
                long to = Math.min(n, from + step);
                run(rows, from, to, n <= step ? result : result.get(NDArrayIndex.interval(from, to)));
            }
            return result;
        }
    }

    private void run(Map<String, Rows> rows, long from, long to, INDArray result) {
        List<String> names = configuration.getNetworkInputs();
        Map<String, Rows> part = new LinkedHashMap<>();
        for (String name : names) {
            Rows given = names.size() == 1 ? rows.values().iterator().next() : rows.get(name);
            part.put(name, given.interval(from, to));
        }
        GraphExecutor executor = take();
        try {
            Map<String, INDArray> outputs = executor.forward(part, false);
            result.assign(outputs.get(configuration.getNetworkOutputs().get(0)));
        } finally {
            executor.release();
        }
    }

    private GraphExecutor take() {
        for (GraphExecutor executor : executors) {
            if (executor.take()) {
                return executor;
            }
        }
        GraphExecutor executor =
                GraphExecutor.forInference(GraphNetwork.replica(FastLayers.accelerate(configuration), values), weights);
        executor.take();
        executors.add(executor);
        return executor;
    }

    private void requireRows(Map<String, Rows> rows) {
        for (ViewSpec spec : input.rows()) {
            Rows given = rows.get(spec.name());
            long[] row = spec.shape();
            long[] shape = given == null ? new long[0] : given.values().shape();
            if (shape.length != row.length + 1
                    || shape[0] < 1
                    || !Arrays.equals(row, 0, row.length, shape, 1, shape.length)) {
                throw new IllegalArgumentException("the encoder takes rows of shape [n, "
                        + Arrays.stream(row).mapToObj(Long::toString).collect(Collectors.joining(", "))
                        + "] with n at least 1 (" + input + "), got " + Arrays.toString(shape));
            }
            if (given.values().dataType() != values.dataType()) {
                throw new IllegalArgumentException("the encoder computes in " + values.dataType() + ", got rows of "
                        + given.values().dataType() + "; cast them");
            }
            if (spec.masked() && given.mask().isEmpty()) {
                throw new IllegalArgumentException("the encoder takes rows that differ in length, with their mask [n, "
                        + spec.maskLength() + "], got rows without; give them as Rows.masked(values, mask)");
            }
        }
    }
}

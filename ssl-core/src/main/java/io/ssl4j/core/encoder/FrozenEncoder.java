package io.ssl4j.core.encoder;

import io.ssl4j.core.network.GraphExecutor;
import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.onednn.BatchNormFolding;
import io.ssl4j.core.network.onednn.FastLayers;
import io.ssl4j.core.network.onednn.internal.kernel.WeightCache;
import io.ssl4j.core.vision.augment.Preprocessing;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An encoder whose parameters never change again, for serving:
 *
 * <pre>{@code
 * FrozenEncoder encoder = Encoder.load(file).freeze();   // once, when the service starts
 * float[] representation = encoder.embed(image);         // from any thread
 * }</pre>
 *
 * Batch norm is folded into the convolutions, and weights are brought into the layout of the processor once. Outputs agree
 * with the encoder's own up to rounding. Safe for use by several threads; each thread that is inside {@code embed} at the
 * same time keeps activations of its own, while weights are shared. A number of rows that was not seen lately costs some
 * milliseconds of preparation, so a service that gathers requests does well to use a few batch sizes only.
 */
public final class FrozenEncoder {

    private static final int ROWS_AT_ONCE = 128;

    private final ImageInput input;
    private final Preprocessing preprocessing;
    private final int representationSize;
    private final ComputationGraphConfiguration configuration;
    private final INDArray values;
    private final WeightCache weights = new WeightCache();
    private final List<GraphExecutor> executors = new CopyOnWriteArrayList<>();

    /** @param stock with one input and one output; not changed */
    FrozenEncoder(ComputationGraph stock, ImageInput input, int representationSize) {
        this.input = input;
        this.preprocessing = Preprocessing.of(input);
        this.representationSize = representationSize;
        ComputationGraph folded = BatchNormFolding.fold(stock);
        this.configuration = folded.getConfiguration();
        this.values = GraphNetwork.detachedCopy(folded.params());
    }

    /** What the network eats: {@link #embed(Image)} brings an image to it. */
    public ImageInput input() {
        return input;
    }

    /** D: numbers in one representation. */
    public int representationSize() {
        return representationSize;
    }

    /**
     * Preprocesses and embeds one image.
     *
     * @return a new array of {@link #representationSize} numbers
     * @throws IllegalArgumentException if the image's size or channel count differs from {@link #input()}
     */
    public float[] embed(Image image) {
        long[] row = input.rowShape();
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                INDArray rows = Nd4j.createUninitialized(DataType.FLOAT, 1, row[0], row[1], row[2])) {
            preprocessing.write(image, rows.data().asNioFloat());
            boolean cast = values.dataType() != DataType.FLOAT;
            try (INDArray result = embed(cast ? rows.castTo(values.dataType()) : rows)) {
                return result.data().asFloat();
            }
        }
    }

    /**
     * Embeds rows that are preprocessed already.
     *
     * @param rows {@code [n, ...]} as {@link ImageInput#rowShape} says, n at least 1, in the encoder's data type
     * @return {@code [n, representationSize]}, a new array
     */
    public INDArray embed(INDArray rows) {
        requireRows(rows);
        long n = rows.size(0);
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray result = Nd4j.createUninitialized(values.dataType(), n, representationSize);
            if (n <= ROWS_AT_ONCE) {
                run(rows, result);
            } else {
                for (long from = 0; from < n; from += ROWS_AT_ONCE) {
                    INDArrayIndex part = NDArrayIndex.interval(from, Math.min(n, from + ROWS_AT_ONCE));
                    run(rows.get(part), result.get(part));
                }
            }
            return result;
        }
    }

    private void run(INDArray rows, INDArray result) {
        GraphExecutor executor = take();
        try {
            Map<String, INDArray> outputs =
                    executor.forward(Map.of(configuration.getNetworkInputs().get(0), rows), false);
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

    private void requireRows(INDArray rows) {
        long[] row = input.rowShape();
        long[] shape = rows.shape();
        if (shape.length != 4 || shape[0] < 1 || !Arrays.equals(row, 0, 3, shape, 1, 4)) {
            throw new IllegalArgumentException("the encoder takes rows of shape [n, " + row[0] + ", " + row[1] + ", "
                    + row[2] + "] (" + input.order() + ") with n at least 1, got " + Arrays.toString(shape));
        }
        if (rows.dataType() != values.dataType()) {
            throw new IllegalArgumentException("the encoder computes in " + values.dataType() + ", got rows of "
                    + rows.dataType() + "; cast them");
        }
    }
}

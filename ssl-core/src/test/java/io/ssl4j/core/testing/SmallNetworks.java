package io.ssl4j.core.testing;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.head.MlpHead;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks and batches of vectors for tests of whole methods. */
public final class SmallNetworks {

    private SmallNetworks() {}

    /** A linear network, float, that gives back its input times a factor. */
    public static Network scaling(String name, int width, double factor) {
        LinearNetwork network = LinearNetwork.of(name, width, width, 1, DataType.FLOAT);
        INDArray values = network.parameters().values().assign(0);
        for (int i = 0; i < width; i++) {
            values.putScalar((long) i * width + i, factor);
        }
        return network;
    }

    /** A linear network, float, that gives back its input. */
    public static Network identity(String name, int width) {
        return scaling(name, width, 1);
    }

    /** Linear, batch norm, ReLU, linear, in double. */
    public static Network mlp(String name, int inputs, int hidden, int outputs) {
        return MlpHead.of(name, inputs, hidden, outputs).build(name.hashCode(), DataType.DOUBLE);
    }

    /** A batch of one view of normal noise in double. */
    public static ViewBatch noise(String view, int size, int copies, int width) {
        int[] indices = IntStream.range(0, size).toArray();
        return new ViewBatch(size, indices, Map.of(view, Rows.of(TestArrays.gaussian(77, copies * size, width))));
    }

    /** The unit vectors as a data set: orthogonal samples, as many as dimensions. */
    public record UnitVectors(int size) implements Dataset<float[]> {

        @Override
        public float[] get(int index) {
            float[] vector = new float[size];
            vector[index] = 1;
            return vector;
        }
    }
}

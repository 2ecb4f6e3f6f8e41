package io.ssl4j.core.optim;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of a 1-D array, read and written a block at a time. Arithmetic runs on Java arrays that fit into the L1
 * cache and is vectorised by the compiler; copying in and out costs little in comparison.
 */
final class FlatArray {

    /** Elements per block: Adam's four arrays of floats take 16 KB, half of a typical L1 cache. */
    static final int BLOCK = 1024;

    private final INDArray owner;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;

    private FlatArray(INDArray owner, FloatBuffer floats, DoubleBuffer doubles) {
        this.owner = owner;
        this.floats = floats;
        this.doubles = doubles;
    }

    /**
     * @throws IllegalArgumentException if the array is not 1-D, contiguous, float or double, and under 2 GB
     */
    static FlatArray of(INDArray array) {
        DataType type = array.dataType();
        boolean contiguous = array.rank() == 1 && (array.length() <= 1 || array.stride(0) == 1);
        if (!contiguous || (type != DataType.FLOAT && type != DataType.DOUBLE)) {
            throw new IllegalArgumentException(
                    "an optimiser works on 1-D contiguous float or double arrays, got " + type + " of shape "
                            + Arrays.toString(array.shape()) + " with strides " + Arrays.toString(array.stride()));
        }
        if (array.length() * type.width() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("an optimiser works on arrays under 2 GB, got " + array.length()
                    + " elements of " + type + "; split the network");
        }
        Pointer start = array.data().addressPointer();
        if (type == DataType.FLOAT) {
            FloatPointer pointer = new FloatPointer(start);
            return new FlatArray(array, pointer.capacity(array.length()).asBuffer(), null);
        }
        DoublePointer pointer = new DoublePointer(start);
        return new FlatArray(array, null, pointer.capacity(array.length()).asBuffer());
    }

    boolean isDouble() {
        return doubles != null;
    }

    long length() {
        return owner.length();
    }

    void read(int from, float[] to, int n) {
        floats.get(from, to, 0, n);
    }

    void write(int from, float[] values, int n) {
        floats.put(from, values, 0, n);
    }

    void read(int from, double[] to, int n) {
        doubles.get(from, to, 0, n);
    }

    void write(int from, double[] values, int n) {
        doubles.put(from, values, 0, n);
    }
}

package io.ssl4j.eval.linear;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arithmetic on double vectors. */
final class Vectors {

    private Vectors() {}

    /** Reads the entries of a float or double array in 'c' order that starts its buffer. */
    static double[] read(INDArray array) {
        double[] values = new double[Math.toIntExact(array.length())];
        if (array.dataType() == DataType.DOUBLE) {
            array.data().asNioDouble().get(values);
            return values;
        }
        float[] floats = new float[values.length];
        array.data().asNioFloat().get(floats);
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }

    /** Writes the first entries into a float or double array in 'c' order that starts its buffer. */
    static void write(double[] values, INDArray array) {
        int n = Math.toIntExact(array.length());
        if (array.dataType() == DataType.DOUBLE) {
            array.data().asNioDouble().put(values, 0, n);
            return;
        }
        float[] floats = new float[n];
        for (int i = 0; i < n; i++) {
            floats[i] = (float) values[i];
        }
        array.data().asNioFloat().put(floats);
    }

    /** {@code a += scale * b} in the entries that exist in b. */
    static void addScaled(double[] a, double scale, double[] b) {
        for (int i = 0; i < b.length; i++) {
            a[i] += scale * b[i];
        }
    }

    static double[] difference(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] - b[i];
        }
        return result;
    }

    /** The largest absolute entry. */
    static double maxNorm(double[] a) {
        double largest = 0;
        for (double value : a) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}

package io.ssl4j.eval.linear;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arithmetic on double vectors. */
final class Vectors {

    private Vectors() {}

    static double dot(double[] a, double[] b) {
        return dot(a, 0, b, 0, a.length);
    }

    /** The product of two stretches of n entries, in four sums that do not wait for each other. */
    static double dot(double[] a, int fromA, double[] b, int fromB, int n) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            sum0 += a[fromA + i] * b[fromB + i];
            sum1 += a[fromA + i + 1] * b[fromB + i + 1];
            sum2 += a[fromA + i + 2] * b[fromB + i + 2];
            sum3 += a[fromA + i + 3] * b[fromB + i + 3];
        }
        for (; i < n; i++) {
            sum0 += a[fromA + i] * b[fromB + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /** The entries of a float or double array in 'c' order that starts its buffer. */
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

    /** {@code a += scale * b} in the entries that b has. */
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

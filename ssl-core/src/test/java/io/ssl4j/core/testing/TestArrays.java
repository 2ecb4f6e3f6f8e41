package io.ssl4j.core.testing;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays for tests, from Java's own generator so that ND4J's global random state plays no part. */
public final class TestArrays {

    private TestArrays() {}

    /** Standard normal entries, double. */
    public static INDArray gaussian(long seed, int rows, int columns) {
        Random random = new Random(seed);
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return of(values);
    }

    /** A double matrix of its rows. */
    public static INDArray of(double[]... rows) {
        return Nd4j.createFromArray(rows);
    }

    /** The rows of a matrix. */
    public static double[][] rows(INDArray matrix) {
        return matrix.castTo(DataType.DOUBLE).dup('c').toDoubleMatrix();
    }

    /** The rows in another order: row i of the result is row {@code order[i]}. */
    public static INDArray permuteRows(INDArray matrix, int... order) {
        double[][] rows = rows(matrix);
        double[][] permuted = new double[order.length][];
        for (int i = 0; i < order.length; i++) {
            permuted[i] = rows[order[i]];
        }
        return of(permuted);
    }
}

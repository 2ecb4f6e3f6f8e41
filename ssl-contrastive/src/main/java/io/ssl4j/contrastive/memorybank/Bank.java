package io.ssl4j.contrastive.memorybank;

import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One unit vector for each sample of a data set: a running average of its embeddings. */
final class Bank {

    private final MatrixRows rows;

    private Bank(MatrixRows rows) {
        this.rows = rows;
    }

    /** Makes a bank of random unit vectors. */
    static Bank random(int samples, int width, DataType type, RandomKey key) {
        MatrixRows rows = MatrixRows.zeros(type, samples, width);
        RandomStream random = key.stream();
        double[] row = new double[width];
        for (int i = 0; i < samples; i++) {
            for (int j = 0; j < width; j++) {
                row[j] = random.nextGaussian();
            }
            RowMath.normalize(row);
            rows.write(i, row);
        }
        return new Bank(rows);
    }

    /** All vectors, {@code [samples, K]}: live. */
    INDArray array() {
        return rows.array();
    }

    int samples() {
        return rows.rows();
    }

    /** Returns the vectors of some samples, {@code [n, K]}, a new array. */
    INDArray rows(int[] samples) {
        MatrixRows picked = MatrixRows.zeros(array().dataType(), samples.length, rows.columns());
        double[] row = new double[rows.columns()];
        for (int i = 0; i < samples.length; i++) {
            rows.read(samples[i], row);
            picked.write(i, row);
        }
        return picked.array();
    }

    /** {@code v = unit(m v + (1 - m) embedding)} for some samples. */
    void update(int[] samples, INDArray unitEmbeddings, double momentum) {
        MatrixRows embeddings = MatrixRows.of(unitEmbeddings);
        double[] mine = new double[rows.columns()];
        double[] theirs = new double[rows.columns()];
        for (int i = 0; i < samples.length; i++) {
            rows.read(samples[i], mine);
            embeddings.read(i, theirs);
            for (int j = 0; j < mine.length; j++) {
                mine[j] = momentum * mine[j] + (1 - momentum) * theirs[j];
            }
            RowMath.normalize(mine);
            rows.write(samples[i], mine);
        }
    }
}

package io.ssl4j.noncontrastive.barlowtwins;

import io.ssl4j.core.numerics.MatrixRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Standardises columns to mean 0 and deviation 1 over the batch, with the backward pass: batch normalisation without
 * gain and shift. {@code s = (z - mean) / sqrt(var + eps)} with the biased variance, and {@code dL/dz = (g - mean(g) -
 * s mean(g s)) / sqrt(var + eps)} for {@code g = dL/ds}.
 */
final class BatchStandardization implements AutoCloseable {

    /** As in PyTorch's batch norm, which the reference code of Barlow Twins uses. */
    static final double EPSILON = 1e-5;

    private final MatrixRows standardized;
    private final double[] deviations;

    private BatchStandardization(MatrixRows standardized, double[] deviations) {
        this.standardized = standardized;
        this.deviations = deviations;
    }

    /** @param z {@code [N, D]}, not changed */
    static BatchStandardization of(INDArray z) {
        MatrixRows input = MatrixRows.of(z);
        int n = input.rows();
        int columns = input.columns();
        double[] row = new double[columns];
        double[] means = new double[columns];
        for (int i = 0; i < n; i++) {
            input.read(i, row);
            for (int j = 0; j < columns; j++) {
                means[j] += row[j] / n;
            }
        }
        double[] deviations = new double[columns];
        for (int i = 0; i < n; i++) {
            input.read(i, row);
            for (int j = 0; j < columns; j++) {
                deviations[j] += (row[j] - means[j]) * (row[j] - means[j]) / n;
            }
        }
        for (int j = 0; j < columns; j++) {
            deviations[j] = Math.sqrt(deviations[j] + EPSILON);
        }
        MatrixRows result = MatrixRows.zeros(z.dataType(), n, columns);
        for (int i = 0; i < n; i++) {
            input.read(i, row);
            for (int j = 0; j < columns; j++) {
                row[j] = (row[j] - means[j]) / deviations[j];
            }
            result.write(i, row);
        }
        return new BatchStandardization(result, deviations);
    }

    /** The result {@code [N, D]}: live, must not be modified, valid until {@link #close}. */
    INDArray standardized() {
        return standardized.array();
    }

    @Override
    public void close() {
        standardized.array().close();
    }

    /**
     * Computes the gradient with respect to the input, {@code [N, D]}, a new detached array.
     *
     * @param gradient dLoss/dStandardized, {@code [N, D]}
     */
    INDArray backward(INDArray gradient) {
        MatrixRows upstream = MatrixRows.of(gradient);
        int n = standardized.rows();
        int columns = standardized.columns();
        double[] g = new double[columns];
        double[] s = new double[columns];
        double[] meanG = new double[columns];
        double[] meanGs = new double[columns];
        for (int i = 0; i < n; i++) {
            upstream.read(i, g);
            standardized.read(i, s);
            for (int j = 0; j < columns; j++) {
                meanG[j] += g[j] / n;
                meanGs[j] += g[j] * s[j] / n;
            }
        }
        MatrixRows result = MatrixRows.zeros(standardized.array().dataType(), n, columns);
        for (int i = 0; i < n; i++) {
            upstream.read(i, g);
            standardized.read(i, s);
            for (int j = 0; j < columns; j++) {
                g[j] = (g[j] - meanG[j] - s[j] * meanGs[j]) / deviations[j];
            }
            result.write(i, g);
        }
        return result.array();
    }
}

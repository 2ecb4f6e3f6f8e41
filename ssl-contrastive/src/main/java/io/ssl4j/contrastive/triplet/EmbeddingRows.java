package io.ssl4j.contrastive.triplet;

import io.ssl4j.core.numerics.MatrixRows;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Embeddings prepared for distances, with unit length for the cosine, and their gradient. */
final class EmbeddingRows implements AutoCloseable {

    private final INDArray input;
    private final Distance distance;
    private final Optional<RowNormalization> unit;
    private final double[][] rows;
    private final double[][] gradient;

    private EmbeddingRows(INDArray input, Distance distance, Optional<RowNormalization> unit) {
        this.input = input;
        this.distance = distance;
        this.unit = unit;
        MatrixRows source = MatrixRows.of(unit.map(RowNormalization::unit).orElse(input));
        this.rows = new double[source.rows()][source.columns()];
        this.gradient = new double[source.rows()][source.columns()];
        for (int i = 0; i < rows.length; i++) {
            source.read(i, rows[i]);
        }
    }

    static EmbeddingRows of(INDArray z, Distance distance) {
        return new EmbeddingRows(
                z, distance, distance == Distance.COSINE ? Optional.of(RowNormalization.of(z)) : Optional.empty());
    }

    int count() {
        return rows.length;
    }

    double[] row(int i) {
        return rows[i];
    }

    /** Adds the gradient of a factor times the distance between row i and another row, for both rows. */
    void addGradient(int i, EmbeddingRows others, int j, double howFar, double factor) {
        distance.addGradient(rows[i], others.rows[j], howFar, factor, gradient[i], others.gradient[j]);
    }

    /** Returns the accumulated gradient with respect to the input, a new detached array. */
    INDArray gradient() {
        MatrixRows result = MatrixRows.zeros(input.dataType(), rows.length, input.size(1));
        for (int i = 0; i < gradient.length; i++) {
            result.write(i, gradient[i]);
        }
        if (unit.isEmpty()) {
            return result.array();
        }
        try (INDArray atUnit = result.array()) {
            return unit.get().backward(atUnit);
        }
    }

    @Override
    public void close() {
        unit.ifPresent(RowNormalization::close);
    }
}

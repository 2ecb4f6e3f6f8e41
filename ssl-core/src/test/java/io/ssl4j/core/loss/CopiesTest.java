package io.ssl4j.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CopiesTest {

    @Test
    void theCopiesOfASampleBecomeOneRow() {
        // Copy v of sample i is row v * 2 + i.
        INDArray rows = Nd4j.create(new double[][] {{1, 2}, {10, 20}, {3, 4}, {30, 40}, {5, 6}, {50, 60}});
        INDArray joined = Embeddings.joinCopies(rows, 3);
        assertThat(joined).isEqualTo(Nd4j.create(new double[][] {{1, 2, 3, 4, 5, 6}, {10, 20, 30, 40, 50, 60}}));
        assertThat(Embeddings.splitCopies(joined, 3)).isEqualTo(rows);
    }

    @Test
    void rowsThatAreNoMultipleAreRejected() {
        assertThatThrownBy(() -> Embeddings.joinCopies(Nd4j.ones(5, 2), 2))
                .hasMessage("the rows of 2 copies must be a multiple of these, got 5 rows");
        assertThatThrownBy(() -> Embeddings.splitCopies(Nd4j.ones(2, 5), 2))
                .hasMessage("joined rows have a multiple of their copies as columns, got 5 columns for 2 copies");
    }
}

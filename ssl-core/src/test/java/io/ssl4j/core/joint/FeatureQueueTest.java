package io.ssl4j.core.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FeatureQueueTest {

    private static INDArray rows(double... firsts) {
        double[][] rows = new double[firsts.length][];
        for (int i = 0; i < firsts.length; i++) {
            rows[i] = new double[] {firsts[i], 0};
        }
        return Nd4j.create(rows);
    }

    @Test
    void theOldestRowsGoFirst() {
        FeatureQueue queue = FeatureQueue.empty("queue", 3, 2, DataType.DOUBLE);
        assertThatThrownBy(queue::rows).hasMessage("the queue 'queue' is empty; push rows first");
        queue.push(rows(1, 2));
        assertThat(queue.filled()).isEqualTo(2);
        assertThat(queue.rows()).isEqualTo(rows(1, 2));
        queue.push(rows(3, 4));
        assertThat(queue.isFull()).isTrue();
        assertThat(queue.rows().getColumn(0).toDoubleVector()).containsExactlyInAnyOrder(2, 3, 4);
        queue.push(rows(5, 6, 7, 8, 9));
        assertThat(queue.rows().getColumn(0).toDoubleVector()).containsExactlyInAnyOrder(7, 8, 9);
    }

    @Test
    void randomRowsHaveUnitLengthAndFollowTheSeed() {
        FeatureQueue queue = FeatureQueue.random("queue", 4, 3, DataType.DOUBLE, 1);
        for (int row = 0; row < 4; row++) {
            assertThat(queue.rows().getRow(row).norm2Number().doubleValue()).isBetween(1 - 1e-12, 1 + 1e-12);
        }
        assertThat(FeatureQueue.random("queue", 4, 3, DataType.DOUBLE, 1).rows())
                .isEqualTo(queue.rows());
        assertThat(FeatureQueue.random("other", 4, 3, DataType.DOUBLE, 1).rows())
                .isNotEqualTo(queue.rows());
    }

    @Test
    void rowsOfAnotherWidthAreRejected() {
        assertThatThrownBy(
                        () -> FeatureQueue.empty("queue", 3, 2, DataType.DOUBLE).push(Nd4j.ones(1, 3)))
                .hasMessage("the queue 'queue' takes rows of width 2, got shape [1, 3]");
    }
}

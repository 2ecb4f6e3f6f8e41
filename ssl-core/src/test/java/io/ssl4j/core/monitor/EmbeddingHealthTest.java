package io.ssl4j.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.testing.TestArrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EmbeddingHealthTest {

    @Test
    void equalEmbeddingsHaveNeitherDeviationNorRank() {
        EmbeddingHealth health =
                EmbeddingHealth.of(Nd4j.ones(DataType.FLOAT, 50, 8).muli(0.3));
        assertThat(health.deviation()).isCloseTo(0, within(1e-7));
        assertThat(health.effectiveRank()).isZero();
    }

    @Test
    void axesInBothDirectionsFillTheSphere() {
        INDArray axes = Nd4j.vstack(Nd4j.eye(6), Nd4j.eye(6).neg()).castTo(DataType.FLOAT);
        EmbeddingHealth health = EmbeddingHealth.of(axes);
        assertThat(health.deviation()).isCloseTo(1 / Math.sqrt(6), within(1e-7));
        assertThat(health.healthyDeviation()).isCloseTo(1 / Math.sqrt(6), within(1e-12));
        assertThat(health.effectiveRank()).isCloseTo(6, within(1e-6));
    }

    @Test
    void effectiveRankOfTwoUnequalDirections() {
        // Singular values in the ratio 3 : 1, so shares 3/4 and 1/4.
        INDArray rows = Nd4j.create(new float[][] {{3, 0, 0}, {-3, 0, 0}, {0, 1, 0}, {0, -1, 0}});
        double entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
        assertThat(EmbeddingHealth.of(rows).effectiveRank()).isCloseTo(Math.exp(entropy), within(1e-6));
        // A common shift and unused dimensions beyond the number of rows change nothing.
        INDArray wide = Nd4j.hstack(rows, Nd4j.zeros(DataType.FLOAT, 4, 5)).add(2);
        assertThat(EmbeddingHealth.of(wide).effectiveRank()).isCloseTo(Math.exp(entropy), within(1e-6));
    }

    @Test
    void gaussianNoiseUsesNearlyAllDirections() {
        EmbeddingHealth health = EmbeddingHealth.of(TestArrays.gaussian(1, 4000, 16));
        assertThat(health.effectiveRank()).isBetween(15.9, 16.0);
        assertThat(health.deviation()).isCloseTo(0.25, within(0.005));
        assertThat(health.dimension()).isEqualTo(16);
    }

    @Test
    void rowsOfZerosAreFiniteAndNanIsRefused() {
        INDArray rows = Nd4j.zeros(DataType.FLOAT, 3, 4);
        assertThat(EmbeddingHealth.of(rows).deviation()).isZero();
        rows.putScalar(0, 0, Float.NaN);
        assertThatThrownBy(() -> EmbeddingHealth.of(rows))
                .hasMessage(
                        "embeddings must be finite, but row 0, column 0 is NaN; the encoder has diverged or its input"
                                + " is damaged");
    }
}

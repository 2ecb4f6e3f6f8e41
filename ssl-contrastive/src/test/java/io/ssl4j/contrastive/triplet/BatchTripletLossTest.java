package io.ssl4j.contrastive.triplet;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.TwoViewLossContract;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BatchTripletLossTest {

    private static BatchTripletLoss loss(Distance distance, double margin, NegativeMining mining, long seed) {
        return new BatchTripletLoss(new TripletLoss(distance, margin), mining, RandomKey.of(seed));
    }

    private abstract static class Contract extends TwoViewLossContract {

        private final Distance distance;
        private final double margin;
        private final NegativeMining mining;

        Contract(Distance distance, double margin, NegativeMining mining) {
            this.distance = distance;
            this.margin = margin;
            this.mining = mining;
        }

        @Override
        protected TwoViewLoss loss() {
            return BatchTripletLossTest.loss(distance, margin, mining, 1);
        }

        @Override
        protected double oracle(double[][] z1, double[][] z2) {
            return TripletLoops.loss(z1, z2, distance, margin, mining);
        }
    }

    @Nested
    class HardestEuclidean extends Contract {
        HardestEuclidean() {
            super(Distance.EUCLIDEAN, 1, NegativeMining.HARDEST);
        }
    }

    @Nested
    class HardestCosine extends Contract {
        HardestCosine() {
            super(Distance.COSINE, 0.3, NegativeMining.HARDEST);
        }
    }

    @Nested
    class SemiHardEuclidean extends Contract {
        SemiHardEuclidean() {
            super(Distance.EUCLIDEAN, 1, NegativeMining.SEMI_HARD);
        }
    }

    @Nested
    class SemiHardCosine extends Contract {
        SemiHardCosine() {
            super(Distance.COSINE, 0.3, NegativeMining.SEMI_HARD);
        }
    }

    /** Sample 0 at 0 and 1, sample 1 at 0.5 and 3, on a line: hardest 0.5 and 0.5, semi-hard 3 and 3 from anchor 0. */
    @Test
    void negativesAreChosenByHand() {
        INDArray z1 = Nd4j.createFromArray(new double[][] {{0}, {0.5}});
        INDArray z2 = Nd4j.createFromArray(new double[][] {{1}, {3}});
        // anchors 0, 0.5, 1, 3: positives at distance 1, 2.5, 1, 2.5; the nearest negatives at 0.5, 0.5, 0.5, 2
        assertThat(loss(Distance.EUCLIDEAN, 1, NegativeMining.HARDEST, 1)
                        .evaluate(z1, z2)
                        .value())
                .isCloseTo((1.5 + 3 + 1.5 + 1.5) / 4, within(1e-12));
        // beyond the positive: 3, none (farthest 0.5), 2, 3
        LossResult semiHard =
                loss(Distance.EUCLIDEAN, 1, NegativeMining.SEMI_HARD, 1).evaluate(z1, z2);
        assertThat(semiHard.value()).isCloseTo((0 + 3 + 0 + 0.5) / 4, within(1e-12));
        assertThat(semiHard.terms()).containsEntry(TripletLoss.ACTIVE, 0.5);
    }

    /** Each of the 2N-2 rows of other samples is as likely as the others, and no row of the own sample is drawn. */
    @Test
    void randomNegativesAreUniformOverTheOtherSamples() {
        int n = 4;
        EmbeddingRows rows = EmbeddingRows.of(gaussian(1, 2 * n, 3), Distance.EUCLIDEAN);
        int draws = 6000;
        for (int anchor : new int[] {0, 2, 3, 4, 7}) {
            Map<Integer, Integer> counts = new HashMap<>();
            for (int seed = 0; seed < draws; seed++) {
                counts.merge(
                        NegativeMining.RANDOM.choose(rows, Distance.EUCLIDEAN, RandomKey.of(seed))[anchor],
                        1,
                        Integer::sum);
            }
            assertThat(counts).hasSize(2 * n - 2).doesNotContainKeys(anchor % n, anchor % n + n);
            // 1000 expected with a deviation of 29
            assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(855, 1145));
        }
    }

    @Test
    void randomNegativesAreAddressed() {
        INDArray z1 = gaussian(2, 8, 4);
        INDArray z2 = gaussian(3, 8, 4);
        double value = loss(Distance.COSINE, 1, NegativeMining.RANDOM, 1)
                .evaluate(z1, z2)
                .value();
        assertThat(loss(Distance.COSINE, 1, NegativeMining.RANDOM, 1)
                        .evaluate(z1, z2)
                        .value())
                .isEqualTo(value);
        assertThat(loss(Distance.COSINE, 1, NegativeMining.RANDOM, 2)
                        .evaluate(z1, z2)
                        .value())
                .isNotEqualTo(value);
    }

    @Test
    void gradientsWithRandomNegativesAreCentralDifferences() {
        for (Distance distance : Distance.values()) {
            BatchTripletLoss loss = loss(distance, 1, NegativeMining.RANDOM, 3);
            FiniteDifferences.check(z -> loss.evaluate(z.get(0), z.get(1)), gaussian(4, 5, 4), gaussian(5, 5, 4));
        }
    }

    /** Orthogonal samples seen twice alike: 0 from the positive, 1 or sqrt(2) from every negative. */
    @Test
    void orthogonalSamplesHaveAClosedForm() {
        INDArray z = Nd4j.eye(5).castTo(DataType.DOUBLE);
        for (NegativeMining mining : NegativeMining.values()) {
            assertClose(
                    "cosine",
                    loss(Distance.COSINE, 1.5, mining, 1).evaluate(z, z).value(),
                    0.5,
                    1e-12);
            assertClose(
                    "Euclidean",
                    loss(Distance.EUCLIDEAN, 2, mining, 1).evaluate(z, z).value(),
                    2 - Math.sqrt(2),
                    1e-12);
            assertThat(loss(Distance.COSINE, 0.5, mining, 1).evaluate(z, z).value())
                    .isZero();
        }
    }

    @Test
    void collapseCostsTheMargin() {
        INDArray z = Nd4j.ones(DataType.DOUBLE, 5, 3);
        for (NegativeMining mining : NegativeMining.values()) {
            assertClose(
                    "value",
                    loss(Distance.EUCLIDEAN, 0.7, mining, 1).evaluate(z, z).value(),
                    0.7,
                    1e-12);
        }
    }
}

package io.ssl4j.eval.knn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.eval.features.PlantedClusters;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NearestNeighborsTest {

    private static final INDArray BANK = PlantedClusters.of(157, 3, 9, 2, 1).features();
    private static final INDArray QUERIES = PlantedClusters.of(23, 3, 9, 2, 2).features();

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void agreesWithLoops(Similarity similarity) {
        Neighbors found = NearestNeighbors.of(BANK, similarity).find(QUERIES, 7);
        for (int q = 0; q < QUERIES.rows(); q++) {
            double[] naive = naive(similarity, QUERIES, q, BANK);
            int[] expected = IntStream.range(0, naive.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -naive[i]).thenComparingInt(i -> i))
                    .limit(7)
                    .mapToInt(i -> i)
                    .toArray();
            assertThat(found.indices()[q]).containsExactly(expected);
            for (int i = 0; i < 7; i++) {
                assertThat(found.similarities()[q][i]).isCloseTo(naive[expected[i]], within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void blockSizesChangeNoBit(Similarity similarity) {
        Neighbors whole = NearestNeighbors.of(BANK, similarity).find(QUERIES, 12);
        for (int[] blocks : new int[][] {{1, 1}, {5, 3}, {64, 23}, {157, 7}}) {
            Neighbors found = NearestNeighbors.withBlocks(BANK, similarity, blocks[0], blocks[1])
                    .find(QUERIES, 12);
            assertThat(found.indices()).isDeepEqualTo(whole.indices());
            assertThat(found.similarities()).isDeepEqualTo(whole.similarities());
        }
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void permutingTheBankPermutesTheNeighbours(Similarity similarity) {
        int[] order = IntStream.range(0, BANK.rows())
                .boxed()
                .sorted(Comparator.comparingLong(i -> RandomKey.of(9).child(i).state()))
                .mapToInt(i -> i)
                .toArray();
        Neighbors straight = NearestNeighbors.of(BANK, similarity).find(QUERIES, 10);
        Neighbors permuted =
                NearestNeighbors.of(BANK.getRows(order), similarity).find(QUERIES, 10);
        for (int q = 0; q < QUERIES.rows(); q++) {
            int[] back = IntStream.of(permuted.indices()[q]).map(i -> order[i]).toArray();
            assertThat(back).containsExactly(straight.indices()[q]);
        }
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void collapsedEmbeddingsAreRankedExactly(Similarity similarity) {
        // Differences far below what a float product of the rows resolves: 1e-6 beside 1.
        INDArray bank = BANK.mul(1e-6).add(1);
        INDArray queries = QUERIES.mul(1e-6).add(1);
        Neighbors whole = NearestNeighbors.of(bank, similarity).find(queries, 5);
        Neighbors blocked = NearestNeighbors.withBlocks(bank, similarity, 10, 4).find(queries, 5);
        assertThat(blocked.indices()).isDeepEqualTo(whole.indices());
        INDArray same = Nd4j.ones(200, 9);
        assertThat(NearestNeighbors.of(same, similarity).find(same, 3).indices()[150])
                .containsExactly(0, 1, 2);
    }

    /** Enough rows for the vector loops over a block, with copies of rows on both sides of the cut at k. */
    @ParameterizedTest
    @EnumSource(Similarity.class)
    void longBlocksWithCopiesAgreeWithLoops(Similarity similarity) {
        INDArray bank = PlantedClusters.of(5003, 3, 7, 2, 3).features();
        for (int i = 100; i < 5003; i += 3) {
            bank.putRow(i, bank.getRow(i % 50).dup());
        }
        INDArray queries = PlantedClusters.of(3, 3, 7, 2, 4).features();
        for (int k : new int[] {1, 20, 900}) {
            Neighbors found = NearestNeighbors.of(bank, similarity).find(queries, k);
            Neighbors blocked =
                    NearestNeighbors.withBlocks(bank, similarity, 611, 2).find(queries, k);
            assertThat(found.indices()).isDeepEqualTo(blocked.indices());
            assertThat(found.similarities()).isDeepEqualTo(blocked.similarities());
            for (int q = 0; q < 3; q++) {
                assertOrdered(found, q, naive(similarity, queries, q, bank));
            }
        }
    }

    /** Copies come in the order of their rows, and nothing that was left out is nearer than the last. */
    private static void assertOrdered(Neighbors found, int q, double[] naive) {
        int[] rows = found.indices()[q];
        double[] similarities = found.similarities()[q];
        for (int i = 0; i < rows.length; i++) {
            assertThat(similarities[i]).isCloseTo(naive[rows[i]], within(1e-5));
            assertThat(i > 0 && similarities[i] == similarities[i - 1] && rows[i] < rows[i - 1])
                    .isFalse();
        }
        boolean[] kept = new boolean[naive.length];
        IntStream.of(rows).forEach(row -> kept[row] = true);
        double last = naive[rows[rows.length - 1]];
        for (int i = 0; i < naive.length; i++) {
            assertThat(!kept[i] && naive[i] > last + 1e-6).isFalse();
        }
    }

    @Test
    void valuesWhoseProductsLeaveTheRangeOfAFloatAreRankedExactly() {
        for (double scale : new double[] {1e25, 1e-25}) {
            Neighbors plain = NearestNeighbors.of(BANK, Similarity.EUCLIDEAN).find(QUERIES, 6);
            Neighbors scaled =
                    NearestNeighbors.of(BANK.mul(scale), Similarity.EUCLIDEAN).find(QUERIES.mul(scale), 6);
            assertThat(scaled.indices()).isDeepEqualTo(plain.indices());
        }
    }

    @Test
    void inputsAreNotChangedAndDoubleIsTaken() {
        INDArray bank = BANK.castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE);
        INDArray before = bank.dup();
        Neighbors found = NearestNeighbors.of(bank, Similarity.CENTERED_COSINE).find(bank, 2);
        assertThat(bank).isEqualTo(before);
        assertThat(IntStream.range(0, found.indices().length).allMatch(i -> found.indices()[i][0] == i))
                .isTrue();
        INDArray columnMajor = BANK.dup('f');
        assertThat(NearestNeighbors.of(columnMajor, Similarity.COSINE)
                        .find(QUERIES.dup('f'), 3)
                        .indices())
                .isDeepEqualTo(NearestNeighbors.of(BANK, Similarity.COSINE)
                        .find(QUERIES, 3)
                        .indices());
    }

    private static double[] naive(Similarity similarity, INDArray queries, int q, INDArray bank) {
        int n = bank.rows();
        int d = bank.columns();
        double[] mean = new double[d];
        if (similarity == Similarity.CENTERED_COSINE) {
            for (int j = 0; j < d; j++) {
                for (int i = 0; i < n; i++) {
                    mean[j] += bank.getDouble(i, j) / n;
                }
            }
        }
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            double dot = 0;
            double squaredX = 0;
            double squaredY = 0;
            double distance = 0;
            for (int j = 0; j < d; j++) {
                double x = queries.getDouble(q, j) - mean[j];
                double y = bank.getDouble(i, j) - mean[j];
                dot += x * y;
                squaredX += x * x;
                squaredY += y * y;
                distance += (x - y) * (x - y);
            }
            result[i] =
                    similarity == Similarity.EUCLIDEAN ? -Math.sqrt(distance) : dot / Math.sqrt(squaredX * squaredY);
        }
        return result;
    }
}

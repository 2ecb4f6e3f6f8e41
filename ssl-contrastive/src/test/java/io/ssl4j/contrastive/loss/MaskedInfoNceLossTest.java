package io.ssl4j.contrastive.loss;

import static io.ssl4j.contrastive.loss.PairMask.Role.IGNORED;
import static io.ssl4j.contrastive.loss.PairMask.Role.NEGATIVE;
import static io.ssl4j.contrastive.loss.PairMask.Role.POSITIVE;
import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.Agreement.assertFinite;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.testing.FiniteDifferences;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MaskedInfoNceLossTest {

    private static final INDArray QUERIES = gaussian(1, 4, 3);
    private static final INDArray CANDIDATES = gaussian(2, 9, 3);
    private static final boolean[][] POSITIVES = new boolean[4][9];
    private static final boolean[][] NEGATIVES = new boolean[4][9];
    private static final PairMask MASK;

    static {
        // Query i has i + 1 positives at any places, some negatives, and candidates that are neither.
        Random random = new Random(3);
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k <= i; k++) {
                POSITIVES[i][(2 * i + 4 * k) % 9] = true;
            }
            for (int j = 0; j < 9; j++) {
                NEGATIVES[i][j] = !POSITIVES[i][j] && random.nextDouble() < 0.7;
            }
        }
        MASK = PairMask.of(POSITIVES, NEGATIVES);
    }

    private static LossResult evaluate(double temperature, Negatives negatives) {
        return new MaskedInfoNceLoss(temperature, negatives).evaluate(QUERIES, CANDIDATES, MASK);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 2})
    void agreesWithTheFormulaInLoops(double t) {
        double[][] q = rows(QUERIES);
        double[][] c = rows(CANDIDATES);
        assertClose(
                "softmax",
                evaluate(t, Negatives.softmax()).value(),
                MaskLoops.softmax(q, c, POSITIVES, NEGATIVES, t),
                1e-10);
        assertClose(
                "decoupled",
                evaluate(t, Negatives.decoupled()).value(),
                MaskLoops.decoupled(q, c, POSITIVES, NEGATIVES, t),
                1e-10);
        for (double tau : new double[] {0, 0.1, 0.4}) {
            assertClose(
                    "debiased",
                    evaluate(t, Negatives.debiased(tau)).value(),
                    MaskLoops.hard(q, c, POSITIVES, NEGATIVES, t, tau, 0),
                    1e-10);
            assertClose(
                    "hard",
                    evaluate(t, Negatives.hard(tau, 1.5)).value(),
                    MaskLoops.hard(q, c, POSITIVES, NEGATIVES, t, tau, 1.5),
                    1e-10);
        }
        boolean[][] near = new boolean[4][9];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 9; j++) {
                near[i][j] = NEGATIVES[i][j] && SimilarityLoops.cosine(q[i], c[j]) <= 0.5;
            }
        }
        assertThat(Arrays.deepEquals(near, NEGATIVES)).as("no negative is near").isFalse();
        assertClose(
                "cancelling",
                evaluate(t, Negatives.softmax().withCancelAbove(0.5)).value(),
                MaskLoops.softmax(q, c, POSITIVES, near, t),
                1e-10);
    }

    @Test
    void gradientsAreCentralDifferences() {
        for (double t : new double[] {0.1, 1}) {
            for (Negatives negatives : List.of(
                    Negatives.softmax(),
                    Negatives.decoupled(),
                    Negatives.debiased(0.1),
                    Negatives.debiased(0.6),
                    Negatives.hard(0.1, 1.5),
                    Negatives.softmax().withCancelAbove(0.5),
                    Negatives.hard(0.1, 1).withCancelAbove(0.5))) {
                MaskedInfoNceLoss loss = new MaskedInfoNceLoss(t, negatives);
                FiniteDifferences.check(z -> loss.evaluate(z.get(0), z.get(1), MASK), QUERIES, CANDIDATES);
            }
        }
    }

    /** Keys of the batch and of a queue as negatives of one loss; the queue's part of the gradient is left aside. */
    @Test
    void negativesOfTheBatchAndOfAQueueFitIntoOneLoss() {
        int n = 4;
        int m = 6;
        INDArray keys = gaussian(4, n, 3);
        INDArray queue = gaussian(5, m, 3);
        PairMask mask = PairMask.of(n, n + m, (query, candidate) -> query == candidate ? POSITIVE : NEGATIVE);
        MaskedInfoNceLoss loss = new MaskedInfoNceLoss(0.2);
        FiniteDifferences.check(
                z -> {
                    LossResult result = loss.evaluate(z.get(0), Embeddings.stack(z.get(1), queue), mask);
                    return LossResult.of(result.value(), result.gradient(0), Embeddings.rows(result.gradient(1), 0, n));
                },
                QUERIES,
                keys);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double all = 0;
            for (double[] candidate : rows(Nd4j.concat(0, keys, queue))) {
                all += Math.exp(SimilarityLoops.cosine(rows(QUERIES)[i], candidate) / 0.2);
            }
            sum += Math.log(all) - SimilarityLoops.cosine(rows(QUERIES)[i], rows(keys)[i]) / 0.2;
        }
        double value =
                loss.evaluate(QUERIES, Embeddings.stack(keys, queue), mask).value();
        assertClose("value", value, sum / n, 1e-12);
        assertThat(value)
                .isGreaterThan(new QueryKeyLoss(0.2).evaluate(QUERIES, keys).value());
    }

    @Test
    void theOtherViewAsThePositiveIsNtXent() {
        INDArray z = gaussian(6, 10, 4);
        PairMask mask = PairMask.of(
                10,
                10,
                (query, candidate) ->
                        query == candidate ? IGNORED : candidate == (query + 5) % 10 ? POSITIVE : NEGATIVE);
        for (Negatives negatives : List.of(Negatives.softmax(), Negatives.decoupled(), Negatives.hard(0.1, 1))) {
            LossResult ours = new MaskedInfoNceLoss(0.3, negatives).evaluate(z, z, mask);
            LossResult ntXent = new NtXentLoss(0.3, negatives).evaluateStacked(z);
            assertClose("value", ours.value(), ntXent.value(), 1e-12);
            assertClose("gradient", ours.gradient(0).add(ours.gradient(1)), ntXent.gradient(), 1e-10);
            assertThat(ours.terms()).isEqualTo(ntXent.terms());
        }
    }

    @Test
    void theSameRowAsThePositiveIsInfoNceAndTheQueryKeyLoss() {
        INDArray a = gaussian(7, 6, 4);
        INDArray b = gaussian(8, 6, 4);
        PairMask mask = PairMask.of(6, 6, (query, candidate) -> query == candidate ? POSITIVE : NEGATIVE);
        MaskedInfoNceLoss loss = new MaskedInfoNceLoss(0.3);
        LossResult there = loss.evaluate(a, b, mask);
        LossResult back = loss.evaluate(b, a, mask);
        LossResult both = InfoNceLoss.symmetric(0.3).evaluate(a, b);
        assertClose("value", there.value() + back.value(), both.value(), 1e-12);
        assertClose("gradient", there.gradient(0).add(back.gradient(1)), both.gradient(0), 1e-10);
        assertClose("gradient", there.gradient(1).add(back.gradient(0)), both.gradient(1), 1e-10);
        LossResult atQueries = new QueryKeyLoss(0.3).evaluate(a, b);
        assertThat(there.value()).isEqualTo(atQueries.value());
        assertThat(there.gradient(0)).isEqualTo(atQueries.gradient());
        assertThat(there.gradient(1))
                .isEqualTo(new QueryKeyLoss(0.3).evaluateAtKeys(a, b).gradient());
    }

    @Test
    void aKeyOfItsOwnAndAQueueAreTheQueueLoss() {
        INDArray keys = gaussian(9, 4, 3);
        INDArray queue = RowNormalization.of(gaussian(10, 7, 3)).unit();
        PairMask mask = PairMask.of(
                4,
                11,
                (query, candidate) ->
                        query == candidate ? POSITIVE : candidate < 4 || query == candidate - 6 ? IGNORED : NEGATIVE);
        for (Negatives negatives :
                List.of(Negatives.softmax(), Negatives.decoupled(), Negatives.debiased(0.2), Negatives.hard(0.1, 1))) {
            LossResult ours =
                    new MaskedInfoNceLoss(0.3, negatives).evaluate(QUERIES, Embeddings.stack(keys, queue), mask);
            // Row 2 + i of the queue is left out for query i.
            LossResult theirs = new QueueInfoNceLoss(0.3, negatives).evaluate(QUERIES, keys, queue, query -> query + 2);
            assertClose("value", ours.value(), theirs.value(), 1e-12);
            assertClose("gradient", ours.gradient(0), theirs.gradient(), 1e-10);
            assertThat(ours.terms()).isEqualTo(theirs.terms());
        }
    }

    @Test
    void theClassesAsPositivesAreSupCon() {
        int[] labels = {3, 0, 3, 7, 0, 3};
        INDArray z = gaussian(11, 12, 4);
        PairMask mask = PairMask.of(
                12,
                12,
                (query, candidate) -> query == candidate
                        ? IGNORED
                        : labels[query % 6] == labels[candidate % 6] ? POSITIVE : NEGATIVE);
        LossResult supCon = new SupConLoss(0.3, labels).evaluateStacked(z);
        // With no share of false negatives the debiased form is the softmax, of any number of positives.
        for (Negatives same : List.of(Negatives.softmax(), Negatives.debiased(0), Negatives.hard(0, 0))) {
            LossResult ours = new MaskedInfoNceLoss(0.3, same).evaluate(z, z, mask);
            assertClose("value", ours.value(), supCon.value(), 1e-12);
            assertClose("gradient", ours.gradient(0).add(ours.gradient(1)), supCon.gradient(), 1e-10);
            assertThat(ours.terms()).isEqualTo(supCon.terms());
        }
    }

    /** P alike among P + N that are all alike: a guess; without negatives, a choice among the positives alone. */
    @Test
    void equalEmbeddingsHaveAClosedForm() {
        INDArray q = Nd4j.ones(DataType.DOUBLE, 2, 3);
        INDArray c = Nd4j.ones(DataType.DOUBLE, 7, 3);
        PairMask mask = PairMask.of(2, 7, (i, j) -> j < 2 ? POSITIVE : j < 6 ? NEGATIVE : IGNORED);
        PairMask alone = PairMask.of(2, 7, (i, j) -> j < 2 ? POSITIVE : IGNORED);
        for (Negatives negatives : List.of(Negatives.softmax(), Negatives.debiased(0.2), Negatives.hard(0.2, 1))) {
            MaskedInfoNceLoss loss = new MaskedInfoNceLoss(0.5, negatives);
            assertClose("value", loss.evaluate(q, c, mask).value(), Math.log(6), 1e-12);
            assertClose("value", loss.evaluate(q, c, alone).value(), Math.log(2), 1e-12);
        }
        MaskedInfoNceLoss decoupled = new MaskedInfoNceLoss(0.5, Negatives.decoupled());
        assertClose("value", decoupled.evaluate(q, c, mask).value(), Math.log(4), 1e-12);
        assertThat(decoupled.evaluate(q, c, alone).value()).isZero();
    }

    /** Query 0 is nearest to its second positive, query 1 as near to a negative as to its positive. */
    @Test
    void accuracyCountsQueriesNearestToAPositive() {
        INDArray q = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}});
        INDArray c = Nd4j.createFromArray(new double[][] {{-1, 0}, {0, 2}, {3, 1}, {0, 5}});
        PairMask mask = PairMask.of(
                new boolean[][] {{true, false, true, false}, {false, true, false, false}},
                new boolean[][] {{false, true, false, false}, {true, false, true, true}});
        assertThat(new MaskedInfoNceLoss(0.5).evaluate(q, c, mask).terms())
                .containsEntry(MaskedInfoNceLoss.ACCURACY, 0.5);
    }

    @Test
    void zeroRowsAndExtremeTemperaturesStayFinite() {
        INDArray q = QUERIES.dup();
        q.getRow(1).assign(0);
        INDArray c = CANDIDATES.dup();
        c.getRow(4).assign(0);
        for (double t : new double[] {1e-3, 1, 1e3}) {
            for (Negatives negatives : List.of(
                    Negatives.softmax(), Negatives.decoupled(), Negatives.debiased(0.5), Negatives.hard(0.1, 5))) {
                for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
                    LossResult result =
                            new MaskedInfoNceLoss(t, negatives).evaluate(q.castTo(type), c.castTo(type), MASK);
                    assertThat(result.value()).isFinite();
                    assertFinite("gradient at the queries", result.gradient(0));
                    assertFinite("gradient at the candidates", result.gradient(1));
                    assertThat(result.gradient(0).getRow(1).amaxNumber().doubleValue())
                            .isZero();
                    assertThat(result.gradient(1).getRow(4).amaxNumber().doubleValue())
                            .isZero();
                }
            }
        }
    }

    @Test
    void aNotANumberShowsInTheValue() {
        INDArray c = CANDIDATES.dup();
        c.putScalar(3, 1, Double.NaN);
        PairMask asNegative = PairMask.of(4, 9, (i, j) -> j == i % 2 ? POSITIVE : NEGATIVE);
        PairMask asPositive = PairMask.of(4, 9, (i, j) -> j == 3 || j == i % 2 ? POSITIVE : NEGATIVE);
        for (Negatives negatives :
                List.of(Negatives.softmax(), Negatives.decoupled(), Negatives.debiased(0.1), Negatives.hard(0.1, 1))) {
            MaskedInfoNceLoss loss = new MaskedInfoNceLoss(0.5, negatives);
            assertThat(loss.evaluate(QUERIES, c, asNegative).value()).isNaN();
            assertThat(loss.evaluate(QUERIES, c, asPositive).value()).isNaN();
            assertThat(loss.evaluate(c, QUERIES, PairMask.of(9, 4, (i, j) -> j == 0 ? POSITIVE : NEGATIVE))
                            .value())
                    .isNaN();
        }
    }

    @Test
    void embeddingsThatDoNotFitAreRefused() {
        MaskedInfoNceLoss loss = new MaskedInfoNceLoss(0.5);
        assertThatThrownBy(() -> loss.evaluate(QUERIES, gaussian(12, 9, 4), MASK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("equally wide and of one type, got [4, 3] DOUBLE and [9, 4] DOUBLE");
        assertThatThrownBy(() -> loss.evaluate(QUERIES, CANDIDATES.castTo(DataType.FLOAT), MASK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got [4, 3] DOUBLE and [9, 3] FLOAT");
        assertThatThrownBy(() -> loss.evaluate(QUERIES.reshape(4, 3, 1), CANDIDATES, MASK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the queries must be a matrix");
        assertThatThrownBy(() -> loss.evaluate(QUERIES, gaussian(12, 8, 3), MASK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the mask must be of 4 queries and 8 candidates, got [4, 9]; make one");
        assertThatThrownBy(() -> new MaskedInfoNceLoss(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temperature must be finite and above 0, got 0.0");
    }
}

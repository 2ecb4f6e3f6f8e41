package io.ssl4j.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.testing.LoggedText;
import io.ssl4j.core.testing.TestArrays;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.RunWarnings;
import io.ssl4j.core.train.event.StepDone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the monitor says of embeddings and losses that are made up. */
class CollapseMonitorTest {

    private static final int SAMPLES = 64;
    private static final int BATCH = 32;
    private static final double ALIKE = Math.log(2 * BATCH - 1);
    private static final INDArray HEALTHY = TestArrays.gaussian(1, 64, 32);
    private static final INDArray ALL_ALIKE = Nd4j.ones(DataType.FLOAT, 64, 32).muli(0.3);

    private final List<CollapseMonitor.Measurement> measured = new ArrayList<>();
    private final List<Diagnosis> handedOn = new ArrayList<>();
    private final CollapseMonitor monitor =
            CollapseMonitor.create().onDiagnosis(handedOn::add).onMeasurement(measured::add);
    private long step;

    @BeforeEach
    void start() {
        start(monitor, CollapseHints.of(ALIKE, "mend the method"));
    }

    private static void start(CollapseMonitor started, CollapseHints hints) {
        start(started, hints, SAMPLES);
    }

    private static void start(CollapseMonitor started, CollapseHints hints, int samples) {
        RunInfo run = new RunInfo(samples, BATCH, 500, new RunLength(1000, 2), 0);
        started.onStart(
                new RunStarted("toy", run, "sgd", "rate", 0, Optional.empty(), Map.of(), hints, new RunWarnings()));
    }

    private void steps(int count, double loss, INDArray embeddings) {
        for (int i = 0; i < count; i++) {
            step++;
            monitor.onStep(info(loss, Optional.of(embeddings)));
        }
    }

    private StepDone info(double loss, Optional<INDArray> embeddings) {
        return new StepDone(step, 1, new RunLength(1000, 2), loss, Map.of(), embeddings, 0.1, 1, 100, 1, 1);
    }

    private List<CollapseKind> kinds() {
        return monitor.diagnoses().stream().map(Diagnosis::kind).toList();
    }

    /** Where the loss is after no more directions than these, as with a few classes, few are not too few. */
    @Test
    void aRankThatTheLossIsAfterIsNoCollapse() {
        INDArray corners = Nd4j.zeros(DataType.FLOAT, 64, 32);
        for (int i = 0; i < 64; i++) {
            corners.putScalar(i, i % 2, 1);
        }
        steps(300, 1, corners);
        assertThat(kinds()).containsExactly(CollapseKind.DIMENSIONAL);
        start(monitor, CollapseHints.of("mend the method").withLargestRank(1));
        steps(300, 1, corners);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void equalRowsAreACompleteCollapse() {
        steps(199, 1, ALL_ALIKE);
        assertThat(monitor.diagnoses()).isEmpty();
        steps(300, 1, ALL_ALIKE);
        assertThat(kinds()).containsExactly(CollapseKind.COMPLETE);
        Diagnosis diagnosis = monitor.diagnoses().get(0);
        assertThat(diagnosis.step()).isEqualTo(200);
        assertThat(diagnosis.evidence())
                .contains("below 0.1 of the 0.18 of embeddings that fill the sphere")
                .endsWith("the effective rank is 0.0 of at most 32");
        assertThat(diagnosis.remedies().get(0)).isEqualTo("mend the method");
        assertThat(diagnosis.remedies().subList(1, diagnosis.remedies().size()))
                .isEqualTo(CollapseKind.COMPLETE.remedies());
        assertThat(handedOn).isEqualTo(monitor.diagnoses());
    }

    @Test
    void zeroRowsAreACompleteCollapse() {
        steps(200, 1, Nd4j.zeros(DataType.FLOAT, 64, 32));
        assertThat(kinds()).containsExactly(CollapseKind.COMPLETE);
    }

    /** The noise of rows that are alike may have full rank: the collapse is complete, and no other. */
    @Test
    void nearlyEqualRowsAreACompleteCollapseAlone() {
        steps(200, 1, HEALTHY.mul(0.01).addi(1));
        assertThat(kinds()).containsExactly(CollapseKind.COMPLETE);
        assertThat(monitor.latest().orElseThrow().health().effectiveRank()).isGreaterThan(20);
    }

    /** Directions as varied as ever, at a hundredth of the length that the loss asks for. */
    @Test
    void shortRowsAreACollapseToAPointWhereTheLossLooksAtLengths() {
        steps(300, 1, HEALTHY.mul(0.01));
        assertThat(monitor.diagnoses()).isEmpty();
        step = 0;
        start(monitor, CollapseHints.of("mend the method").withSpread(1));
        steps(300, 1, HEALTHY.mul(0.2));
        assertThat(monitor.diagnoses()).isEmpty();
        step = 0;
        steps(200, 1, HEALTHY.mul(0.05));
        assertThat(kinds()).containsExactly(CollapseKind.SHRUNK);
        assertThat(monitor.diagnoses().get(0).evidence())
                .startsWith("The deviation of the raw embeddings is 0.0")
                .contains("below 0.1 of the 1.0 that the loss should keep");
        assertThat(monitor.diagnoses().get(0).remedies().get(0)).isEqualTo("mend the method");
    }

    @Test
    void multiplesOfOneVectorAreADimensionalCollapse() {
        steps(200, 1, TestArrays.gaussian(2, 64, 1).mmul(TestArrays.gaussian(3, 1, 32)));
        assertThat(kinds()).containsExactly(CollapseKind.DIMENSIONAL);
        assertThat(monitor.diagnoses().get(0).evidence())
                .startsWith(
                        "The effective rank is 1.0 of at most 32, below 2.0; the deviation of unit-length embeddings");
    }

    @Test
    void twoTightClustersAreADimensionalCollapse() {
        INDArray centres = TestArrays.gaussian(4, 2, 32);
        INDArray rows = HEALTHY.mul(0.001);
        for (int i = 0; i < 64; i++) {
            rows.getRow(i).addi(centres.getRow(i % 2));
        }
        steps(200, 1, rows);
        assertThat(kinds()).containsExactly(CollapseKind.DIMENSIONAL);
    }

    @Test
    void spreadEmbeddingsAreHealthyHoweverNarrow() {
        for (int width : new int[] {1, 2, 3, 4, 32, 300}) {
            steps(400, 1, TestArrays.gaussian(width, 64, width));
        }
        assertThat(monitor.diagnoses()).isEmpty();
    }

    /** Six of 64 directions, and pairs of views that are alike: healthy runs begin so. */
    @Test
    void aPartOfTheDirectionsIsHealthy() {
        INDArray narrow = TestArrays.gaussian(5, 32, 6).mmul(TestArrays.gaussian(6, 6, 64));
        steps(400, 1, Nd4j.concat(0, narrow, narrow));
        assertThat(monitor.latest().orElseThrow().health().effectiveRank()).isLessThan(6);
        assertThat(monitor.diagnoses()).isEmpty();
    }

    @Test
    void whatCannotBeMeasuredIsPassedOver() {
        INDArray damaged = HEALTHY.dup();
        damaged.putScalar(3, 4, Double.NaN);
        steps(400, 1, damaged);
        steps(400, 1, Nd4j.zeros(DataType.INT32, 64, 32));
        steps(400, 1, Nd4j.zeros(DataType.FLOAT, 4, 4, 4));
        assertThat(monitor.latest()).isEmpty();
        assertThat(monitor.diagnoses()).isEmpty();
        steps(400, 1, Nd4j.ones(DataType.FLOAT, 1, 32));
        assertThat(monitor.latest().orElseThrow().rows()).isEqualTo(1);
        assertThat(monitor.diagnoses()).isEmpty();
    }

    @Test
    void extremeMagnitudesAreMeasured() {
        for (double scale : new double[] {1e-300, 1e300}) {
            steps(20, 1, HEALTHY.mul(scale));
            EmbeddingHealth health = monitor.latest().orElseThrow().health();
            assertThat(health.deviation()).isCloseTo(EmbeddingHealth.of(HEALTHY).deviation(), within(1e-12));
            assertThat(health.effectiveRank())
                    .isCloseTo(EmbeddingHealth.of(HEALTHY).effectiveRank(), within(1e-9));
        }
    }

    @Test
    void theFirstRowsOfManyAreMeasuredEverySoManySteps() {
        INDArray many = Nd4j.concat(0, TestArrays.gaussian(7, 256, 8), Nd4j.zeros(DataType.DOUBLE, 300, 8));
        steps(45, 1, many);
        assertThat(measured)
                .hasSize(2)
                .extracting(CollapseMonitor.Measurement::step)
                .containsExactly(20L, 40L);
        INDArray first = TestArrays.gaussian(7, 256, 8);
        double spread = monitor.latest().orElseThrow().spread();
        assertThat(monitor.latest())
                .contains(new CollapseMonitor.Measurement(40, 256, EmbeddingHealth.of(first), spread));
        assertThat(spread).isCloseTo(first.std(false, 0).meanNumber().doubleValue(), within(1e-6));
    }

    @Test
    void aLossAtItsValueOfCollapseIsStuck() {
        steps(199, ALIKE * 1.0005, HEALTHY);
        assertThat(monitor.diagnoses()).isEmpty();
        steps(300, ALIKE * 1.0005, HEALTHY);
        assertThat(kinds()).containsExactly(CollapseKind.LOSS_STUCK);
        assertThat(monitor.diagnoses().get(0).evidence())
                .isEqualTo("The mean loss of the last 20 steps is 4.1452; if all embeddings coincide, it is 4.1431");
    }

    @Test
    void theLossIsJudgedWithoutEmbeddings() {
        for (step = 1; step <= 200; step++) {
            monitor.onStep(info(ALIKE, Optional.empty()));
        }
        assertThat(kinds()).containsExactly(CollapseKind.LOSS_STUCK);
        assertThat(monitor.latest()).isEmpty();
    }

    @Test
    void aLossBesideItOrWithoutClosedFormIsNotStuck() {
        steps(400, ALIKE * 0.998, HEALTHY);
        start(monitor, CollapseHints.of("mend the method"));
        steps(400, ALIKE, HEALTHY);
        assertThat(monitor.diagnoses()).isEmpty();
    }

    /** Every second step is the last of an epoch: of one image fewer it has another closed form, and is left out. */
    @Test
    void theSmallerLastBatchOfAnEpochIsLeftOut() {
        for (int samples : new int[] {SAMPLES - 1, SAMPLES}) {
            start(monitor, CollapseHints.of(ALIKE, ""), samples);
            for (int i = 0; i < 200; i++) {
                steps(1, i % 2 == 0 ? ALIKE : 0.5 * ALIKE, HEALTHY);
            }
            assertThat(monitor.diagnoses()).hasSize(samples == SAMPLES ? 0 : 1);
        }
    }

    @Test
    void aDipThatPassesIsNoDiagnosis() {
        for (int i = 0; i < 10; i++) {
            steps(80, 1, ALL_ALIKE);
            steps(20, 1, HEALTHY);
        }
        assertThat(monitor.diagnoses()).isEmpty();
        steps(100, 1, ALL_ALIKE);
        assertThat(kinds()).containsExactly(CollapseKind.COMPLETE);
    }

    @Test
    void everyKindIsSaidOnceAndARunStartsAnew() {
        CollapseThresholds atOnce =
                CollapseThresholds.defaults().withInterval(1).withWarmUp(0).withPatience(1);
        CollapseMonitor eager = CollapseMonitor.with(atOnce);
        start(eager, CollapseHints.of(ALIKE, ""));
        String log = LoggedText.during(() -> {
            for (step = 1; step <= 30; step++) {
                eager.onStep(info(ALIKE, Optional.of(step % 2 == 0 ? HEALTHY : ALL_ALIKE)));
            }
        });
        assertThat(eager.diagnoses())
                .extracting(Diagnosis::kind)
                .containsExactly(CollapseKind.COMPLETE, CollapseKind.LOSS_STUCK);
        assertThat(eager.diagnoses())
                .extracting(Diagnosis::remedies)
                .first()
                .isEqualTo(CollapseKind.COMPLETE.remedies());
        assertThat(log.lines()).hasSize(2);
        assertThat(log).contains("WARN", "complete collapse at step 1: ", "what to do: - lower the learning rate");
        start(eager, CollapseHints.none());
        assertThat(eager.diagnoses()).isEmpty();
        assertThat(eager.latest()).isEmpty();
    }

    /** Neither the embeddings nor ND4J's generator, from which dropout draws, are touched. */
    @Test
    void nothingIsChanged() {
        INDArray embeddings = HEALTHY.castTo(DataType.FLOAT);
        INDArray before = embeddings.dup();
        Nd4j.getRandom().setSeed(11);
        steps(20, 1, embeddings);
        INDArray after = Nd4j.rand(DataType.FLOAT, 10);
        Nd4j.getRandom().setSeed(11);
        assertThat(measured).hasSize(1);
        assertThat(after).isEqualTo(Nd4j.rand(DataType.FLOAT, 10));
        assertThat(embeddings).isEqualTo(before);
    }
}

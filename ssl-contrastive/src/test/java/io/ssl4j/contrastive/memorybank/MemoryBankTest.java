package io.ssl4j.contrastive.memorybank;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.core.numerics.RowNormalization;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.testing.GoldenTrajectory;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyCopies;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.TestArrays;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

class MemoryBankTest {

    private static final int SAMPLES = 20;

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(getClass(), Map.of("memory_bank", MemoryBankTest::golden));
    }

    private static SslMethod<?> golden(GoldenTrajectory golden) {
        return new MemoryBank<>(golden.parts(), small().withNegatives(0), 2);
    }

    private static MemoryBankConfig small() {
        return MemoryBankConfig.defaults().withProjector(HeadShape.of(4, 8)).withNegatives(12);
    }

    private static MemoryBank<float[]> over(Network encoder, Network projector, MemoryBankConfig config) {
        MemoryBank<float[]> method = new MemoryBank<>(
                new Parts<>(Branch.of(encoder, projector), new NoisyCopies(5, 1, 0), Map.of()), config);
        method.prepare(new RunInfo(SAMPLES, 6, 1, new RunLength(3, 3), 1));
        return method;
    }

    private static MemoryBank<float[]> over(MemoryBankConfig config) {
        return over(SmallNetworks.mlp("encoder", 5, 8, 6), SmallNetworks.mlp("projector", 6, 7, 4), config);
    }

    /** The bank keeps its rows, so that a step is a function of the parameters. */
    @Test
    void everyParameterGradientIsACentralDifference() {
        for (double proximal : new double[] {0, 20}) {
            MethodGradients.check(
                    over(small().withBankMomentum(1).withProximalWeight(proximal)),
                    SmallNetworks.noise(MemoryBank.VIEWS, 6, 1, 5));
        }
    }

    /** Sections 3.1 and 3.3 in loops, over the whole bank. */
    @Test
    void aStepIsTheFormula() {
        MemoryBankConfig config = small().withNegatives(0).withProximalWeight(3).withTemperature(0.3);
        MemoryBank<float[]> method =
                over(SmallNetworks.mlp("encoder", 5, 8, 6), SmallNetworks.mlp("projector", 6, 7, 4), config);
        double[][] bank = TestArrays.rows(method.state().arrays().get("bank").array());
        ViewBatch noise = SmallNetworks.noise(MemoryBank.VIEWS, 6, 1, 5);
        int[] indices = {4, 0, 19, 7, 8, 1};
        ViewBatch batch = new ViewBatch(6, indices, Map.of(MemoryBank.VIEWS, Rows.of(noise.view("views"))));
        var result = method.step(batch, MethodGradients.firstStep());
        double[][] v = TestArrays.rows(
                RowNormalization.of(result.embeddings().orElseThrow()).unit());
        double expected = 0;
        for (int i = 0; i < 6; i++) {
            double all = 0;
            for (double[] row : bank) {
                all += Math.exp(RowMath.dot(v[i], row) / 0.3);
            }
            double[] own = bank[indices[i]];
            expected += Math.log(all) - RowMath.dot(v[i], own) / 0.3;
            for (int j = 0; j < own.length; j++) {
                expected += 3 * Math.pow(v[i][j] - own[j], 2);
            }
        }
        assertClose("loss", result.loss(), expected / 6, 1e-10);

        INDArray after = method.state().arrays().get("bank").array();
        for (int i = 0; i < 6; i++) {
            INDArray mean =
                    TestArrays.of(bank[indices[i]]).add(TestArrays.of(v[i])).div(2);
            assertClose(
                    "bank row",
                    after.getRow(indices[i], true),
                    mean.div(mean.norm2Number().doubleValue()),
                    1e-10);
        }
        assertThat(TestArrays.rows(after)[2]).isEqualTo(bank[2]);
    }

    /**
     * Sampled negatives never hold a row of its own: at collapse each query has as many negatives as were drawn or one
     * less.
     */
    @Test
    void aSampleIsNotItsOwnNegative() {
        MemoryBank<float[]> method = over(small().withBankMomentum(1).withNegatives(SAMPLES - 1));
        method.state().arrays().get("bank").array().assign(0.5);
        double loss = method.step(SmallNetworks.noise(MemoryBank.VIEWS, 6, 1, 5), MethodGradients.firstStep())
                .loss();
        // 19 of 20 rows are drawn: one sample at most is not among them, and has 19 negatives instead of 18.
        assertThat(loss).isBetween(Math.log(19) - 1e-9, (5 * Math.log(19) + Math.log(20)) / 6 + 1e-9);
    }

    /** The second batch of an update would be compared with rows that the first has changed. */
    @Test
    void accumulationIsRefused() {
        for (int negatives : new int[] {0, 12}) {
            Parts<float[]> parts = new Parts<>(
                    Branch.of(SmallNetworks.identity("encoder", 5), SmallNetworks.identity("projector", 5)),
                    new NoisyCopies(5, 1, 0),
                    Map.of());
            MemoryBankConfig config = small().withProjector(HeadShape.of(5, 8)).withNegatives(negatives);
            assertThatThrownBy(() -> Trainer.builder()
                            .optimizer(Sgd.of(0.1))
                            .batchSize(5)
                            .accumulate(2)
                            .epochs(1)
                            .build()
                            .fit(new MemoryBank<>(parts, config), new Vectors(SAMPLES, 5, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("in the loss of method 'memory-bank'")
                    .hasMessageContaining("a batch changes the bank rows that the next one is compared with");
        }
    }

    @Test
    void moreNegativesThanSamplesAreRefusedBeforeTheFirstStep() {
        assertThatThrownBy(() -> over(small().withNegatives(SAMPLES)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a row for each of the 20 samples, too few to draw 20 negatives");
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(MemoryBankConfig.defaults())
                .isEqualTo(new MemoryBankConfig(
                        0.07,
                        0.5,
                        4096,
                        0,
                        new HeadShape(List.of(), 128, HeadNorm.NONE, HeadNorm.NONE, true, true),
                        0));
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        MemoryBankConfig defaults = MemoryBankConfig.defaults();
        assertThatThrownBy(() -> defaults.withTemperature(0)).hasMessageContaining("above 0, got 0.0");
        assertThatThrownBy(() -> defaults.withBankMomentum(1.5))
                .hasMessage("the bank's momentum must be in 0..1, got 1.5");
        assertThatThrownBy(() -> defaults.withNegatives(-1)).hasMessageContaining("0 for the whole bank, got -1");
        assertThatThrownBy(() -> defaults.withProximalWeight(Double.NaN)).hasMessageContaining("got NaN");
    }
}

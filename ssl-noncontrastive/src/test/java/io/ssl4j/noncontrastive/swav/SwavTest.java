package io.ssl4j.noncontrastive.swav;

import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.augment.Recipes;
import io.ssl4j.core.augment.ViewRecipe;
import io.ssl4j.core.batch.View;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.data.ImageInput;
import io.ssl4j.core.loss.SwappedPredictionLoss;
import io.ssl4j.core.method.Branch;
import io.ssl4j.core.method.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.Prototypes;
import io.ssl4j.core.network.Encoder;
import io.ssl4j.core.network.Encoders;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.optim.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.NoisyCopies;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.train.RunInfo;
import io.ssl4j.core.train.StepContext;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SwavTest {

    private static Swav<float[]> small(SwavConfig config) {
        Branch online = Branch.of(
                SmallNetworks.mlp("encoder", 5, 8, 6),
                SmallNetworks.mlp("projector", 6, 7, 4),
                Prototypes.random("prototypes", 5, 4, 1, DataType.DOUBLE).withUnitInputs());
        return new Swav<>(new Parts<>(online, new NoisyCopies(Swav.GLOBAL, 5, 2, 0), Map.of()), config);
    }

    private static SwavConfig config() {
        return SwavConfig.defaults().withPrototypes(5).withProjector(HeadShape.of(4, 7));
    }

    private static ViewBatch batch() {
        return batch(3);
    }

    private static ViewBatch batch(int seed) {
        INDArray views = gaussian(seed, 12, 5);
        return new ViewBatch(6, IntStream.range(0, 6).toArray(), Map.of(Swav.GLOBAL, new View(views, null)));
    }

    private static StepContext context(int epoch) {
        return new StepContext(epoch, epoch, new RunLength(100, 1), RandomKey.of(epoch));
    }

    /** Equations 1 to 3 in loops; a fixed set of assignments, so that the differences see a function. */
    @Test
    void theLossIsTheFormulaAndItsGradientACentralDifference() {
        INDArray scores = gaussian(1, 4 * 3, 5);
        INDArray assignments = new SinkhornKnopp(0.5, 3).assign(gaussian(2, 2 * 3, 5));
        double[][] s = rows(scores);
        double[][] q = rows(assignments);
        double expected = 0;
        for (int g = 0; g < 2; g++) {
            for (int v = 0; v < 4; v++) {
                for (int i = 0; v != g && i < 3; i++) {
                    double all = 0;
                    for (double score : s[v * 3 + i]) {
                        all += Math.exp(score / 0.1);
                    }
                    for (int k = 0; k < 5; k++) {
                        expected -= q[g * 3 + i][k] * (s[v * 3 + i][k] / 0.1 - Math.log(all)) / (2.0 * 3 * 3);
                    }
                }
            }
        }
        SwappedPredictionLoss loss = new SwappedPredictionLoss(0.1);
        assertThat(loss.evaluate(scores, assignments).value()).isCloseTo(expected, within(1e-12));
        FiniteDifferences.check(z -> loss.evaluate(z.get(0), assignments), scores);
        assertThatThrownBy(() -> loss.evaluate(gaussian(1, 7, 5), assignments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got [7, 5] and [6, 5]");
    }

    @Test
    void equalScoresGiveTheLogarithmOfTheNumberOfPrototypes() {
        INDArray equal = Nd4j.ones(DataType.DOUBLE, 6, 3000);
        INDArray assignments = new SinkhornKnopp(0.05, 3).assign(equal);
        assertThat(assignments.getDouble(0, 0)).isCloseTo(1.0 / 3000, within(1e-15));
        assertThat(new SwappedPredictionLoss(0.1).evaluate(equal, assignments).value())
                .isCloseTo(Math.log(3000), within(1e-10));
    }

    /** Far beyond what exp takes, where the plain algorithm has infinities: the sums of rows and columns still hold. */
    @Test
    void assignmentsAreSharedOutWithoutOverflow() {
        INDArray scores = gaussian(4, 40, 8).mul(1000);
        INDArray assignments = new SinkhornKnopp(0.05, 200).assign(scores);
        Agreement.assertFinite("assignments", assignments);
        for (int i = 0; i < 40; i++) {
            assertThat(assignments.getRow(i).sumNumber().doubleValue()).isCloseTo(1, within(1e-9));
        }
        INDArray mild = new SinkhornKnopp(0.5, 200).assign(gaussian(4, 40, 8));
        for (int k = 0; k < 8; k++) {
            assertThat(mild.getColumn(k).sumNumber().doubleValue()).isCloseTo(5, within(1e-6));
        }
        Agreement.assertFinite("in float", new SinkhornKnopp(0.05, 3).assign(scores.castTo(DataType.FLOAT)));
    }

    /** Assignments are constants: with those of a step kept, its gradient is that of the loss. */
    @Test
    void theGradientOfAStepIsThatOfTheLossWithConstantAssignments() {
        for (boolean shared : new boolean[] {true, false}) {
            Swav<float[]> method = small(config().withSharedBatchStatistics(shared));
            var groups = method.parameterGroups();
            groups.forEach(group -> group.network().parameters().zeroGradients());
            method.step(batch(), context(0));
            INDArray fromStep = groups.get(0).network().parameters().gradients().dup();

            groups.forEach(group -> group.network().parameters().zeroGradients());
            Branch branch =
                    Branch.of(groups.stream().map(group -> group.network()).toArray(Network[]::new));
            PassMode mode = shared ? PassMode.JOINT : PassMode.perView(2);
            try (var pass = branch.forward(batch().view(Swav.GLOBAL), mode)) {
                INDArray scores = pass.output();
                INDArray constant = Nd4j.concat(
                        0,
                        new SinkhornKnopp(0.05, 3).assign(scores.getRows(0, 1, 2, 3, 4, 5)),
                        new SinkhornKnopp(0.05, 3).assign(scores.getRows(6, 7, 8, 9, 10, 11)));
                pass.backward(new SwappedPredictionLoss(0.1)
                        .evaluate(scores, constant)
                        .gradient());
            }
            INDArray expected = groups.get(0).network().parameters().gradients();
            assertThat(fromStep.amaxNumber().doubleValue()).isPositive();
            assertThat(fromStep.sub(expected).amaxNumber().doubleValue())
                    .isLessThan(1e-12 * expected.amaxNumber().doubleValue());
        }
    }

    @Test
    void prototypesStayOnTheSphereAndAreFrozenAtFirst() {
        Swav<float[]> method = small(config().withFrozenEpochs(2));
        method.prepare(new RunInfo(60, 6, 3, new RunLength(30, 10), 1));
        var group = method.parameterGroups().get(2);
        assertThat(group.frozenUntilStep()).isEqualTo(20);
        assertThat(method.parameterGroups().get(0).frozenUntilStep()).isZero();
        INDArray weights = ((Prototypes) group.network()).weights();
        assertThat(weights.norm2(1).sub(1).amaxNumber().doubleValue()).isLessThan(1e-12);
        weights.muli(3);
        method.afterUpdate(context(0));
        assertThat(weights.norm2(1).sub(1).amaxNumber().doubleValue()).isLessThan(1e-12);
    }

    /** Until it is full and its epoch has come, the queue is filled but takes no part. */
    @Test
    void theQueueTakesPartFromItsEpochOnceItIsFull() {
        Swav<float[]> without = small(config());
        Swav<float[]> with = small(config().withQueue(12, 3));
        double expected = without.step(batch(), context(0)).loss();
        assertThat(with.step(batch(), context(3)).loss()).isEqualTo(expected);
        with.step(batch(4), context(3));
        assertThat(with.state().counters().get("queue-1/filled").get().getAsLong())
                .isEqualTo(12);
        assertThat(with.step(batch(), context(2)).loss()).isEqualTo(expected);
        assertThat(with.step(batch(), context(3)).loss()).isNotEqualTo(expected);
        assertThat(with.state().arrays()).containsOnlyKeys("queue-1", "queue-2");
    }

    @Test
    void smallCropsGoThroughTheSameEncoder() {
        ImageInput input = ImageInput.of(16, 16, 3);
        Swav<?> method = Swav.of(Encoders.tiny(input, 1), config());
        assertThat(method.views().layout().get(1).shape()).containsExactly(8, 8, 3);
        assertThat(method.views().layout().get(1).copies()).isEqualTo(4);
        assertThat(Recipes.swav(input)).isEqualTo(Recipes.SWAV_SMALL);
        assertThat(Recipes.swav(ImageInput.of(96, 96, 3))).isEqualTo(Recipes.SWAV);
    }

    @Test
    void anEncoderForOneSizeAloneIsRefusedUnlessThereAreNoSmallCrops() {
        ImageInput input = ImageInput.of(8, 8, 1);
        Encoder fixed = FixedSizeEncoder.of(input);
        ViewRecipe recipe = Recipes.SWAV_SMALL.forChannels(1);
        assertThatThrownBy(() -> Swav.of(fixed, recipe.views(input), config()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SwAV runs its encoder on small crops too")
                .hasMessageContaining("[4, 4, 1]")
                .hasMessageContaining("or no small crops");
        assertThat(Swav.of(fixed, recipe.withLocal(0, 0.5).views(input), config())
                        .views()
                        .layout())
                .hasSize(1);
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(SwavConfig.defaults())
                .isEqualTo(new SwavConfig(
                        512, HeadShape.of(128, 512), 0.1, new SinkhornKnopp(0.05, 3), 0, 15, 1, false, 0));
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> config().withPrototypes(1)).hasMessageContaining("at least 2 prototypes, got 1");
        assertThatThrownBy(() -> config().withQueue(-1, 0)).hasMessageContaining("must be at least 0, got -1, 0");
        assertThatThrownBy(() -> new SinkhornKnopp(0, 3)).hasMessageContaining("epsilon must be finite and above 0");
        assertThatThrownBy(() -> new SinkhornKnopp(0.05, 0)).hasMessageContaining("at least 1 iteration, got 0");
    }
}

package io.ssl4j.noncontrastive.swav;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.joint.Prototypes;
import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.SwappedPredictionLoss;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.FiniteDifferences;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyCrops;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SwavTest {

    private static Swav<float[]> small(SwavConfig config) {
        return small(config, 0);
    }

    private static Swav<float[]> small(SwavConfig config, int locals) {
        Branch online = Branch.of(
                SmallNetworks.mlp("encoder", 5, 8, 6),
                SmallNetworks.mlp("projector", 6, 7, 4),
                Prototypes.random("prototypes", 5, 4, 1, DataType.DOUBLE).withUnitInputs());
        return new Swav<>(new Parts<>(online, new NoisyCrops(5, locals, 0), Map.of()), config);
    }

    private static SwavConfig config() {
        return SwavConfig.defaults().withPrototypes(5).withProjector(HeadShape.of(4, 7));
    }

    private static ViewBatch batch() {
        return batch(3);
    }

    private static ViewBatch batch(int seed) {
        return new NoisyCrops(5, 0, 0).gaussian(seed, 6);
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

    /**
     * Where epsilon is beyond all scores, every assignment is 1/P whatever the parameters: the loss is then an ordinary
     * function of them, by way of both crop sizes.
     */
    @Test
    void everyParameterGradientIsACentralDifferenceAtEvenAssignments() {
        for (boolean shared : new boolean[] {true, false}) {
            for (int locals : new int[] {0, 3}) {
                SwavConfig config = config().withSharedBatchStatistics(shared).withSinkhorn(new SinkhornKnopp(1e12, 3));
                MethodGradients.check(small(config, locals), new NoisyCrops(5, locals, 0).gaussian(3, 6));
            }
        }
    }

    /** Assignments are constants: with those of a step kept, its gradient is that of the loss. */
    @Test
    void theGradientOfAStepIsThatOfTheLossWithConstantAssignments() {
        for (boolean shared : new boolean[] {true, false}) {
            for (int locals : new int[] {0, 3}) {
                ViewBatch batch = new NoisyCrops(5, locals, 0).gaussian(3, 6);
                Swav<float[]> method = small(config().withSharedBatchStatistics(shared), locals);
                List<Network> networks = method.parameterGroups().stream()
                        .map(ParameterGroup::network)
                        .toList();
                method.step(batch, context(0));
                List<INDArray> fromStep = networks.stream()
                        .map(network -> network.parameters().gradients().dup())
                        .toList();
                networks.forEach(network -> network.parameters().zeroGradients());
                addGradientsAtConstantAssignments(Branch.of(networks.toArray(Network[]::new)), batch, shared, locals);
                for (int i = 0; i < networks.size(); i++) {
                    INDArray expected = networks.get(i).parameters().gradients();
                    assertThat(expected.amaxNumber().doubleValue()).isPositive();
                    assertClose(networks.get(i).name(), fromStep.get(i), expected, 1e-12);
                }
            }
        }
    }

    private static void addGradientsAtConstantAssignments(Branch branch, ViewBatch batch, boolean shared, int locals) {
        INDArray views = batch.view(Swav.GLOBAL);
        try (BranchPass global = branch.forward(views, shared ? PassMode.JOINT : PassMode.perView(2))) {
            INDArray constant = Nd4j.concat(
                    0,
                    new SinkhornKnopp(0.05, 3).assign(global.output().getRows(0, 1, 2, 3, 4, 5)),
                    new SinkhornKnopp(0.05, 3).assign(global.output().getRows(6, 7, 8, 9, 10, 11)));
            SwappedPredictionLoss loss = new SwappedPredictionLoss(0.1);
            if (locals == 0) {
                global.backward(loss.evaluate(global.output(), constant).gradient());
                return;
            }
            PassMode ofLocals = shared ? PassMode.JOINT : PassMode.perView(locals);
            try (BranchPass local = branch.forward(batch.view(Swav.LOCAL), ofLocals)) {
                INDArray gradient = loss.evaluate(Nd4j.concat(0, global.output(), local.output()), constant)
                        .gradient();
                global.backward(Embeddings.rows(gradient, 0, 12).dup());
                local.backward(Embeddings.rows(gradient, 12, 12 + 6L * locals).dup());
            }
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
        Swav<?> method = Swav.of(ImageEncoders.tiny(input, 1), config());
        assertThat(method.views().layout().get(1).shape()).containsExactly(8, 8, 3);
        assertThat(method.views().layout().get(1).copies()).isEqualTo(4);
        assertThat(Recipes.forMethod("swav", input)).isEqualTo(Recipes.SWAV_SMALL);
        assertThat(Recipes.forMethod("swav", ImageInput.of(96, 96, 3))).isEqualTo(Recipes.SWAV);
    }

    @Test
    void anEncoderForOneSizeAloneIsRefusedUnlessThereAreNoSmallCrops() {
        ImageInput input = ImageInput.of(8, 8, 1);
        Encoder<Image> fixed = FixedSizeEncoder.of(input);
        ViewRecipe<Image> recipe = Recipes.SWAV_SMALL.adaptedTo(input);
        assertThatThrownBy(() -> Swav.of(fixed, recipe.views(input), config()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SwAV runs its encoder on small crops too")
                .hasMessageContaining("[4, 4, 1]")
                .hasMessageEndingWith(
                        "; take an encoder that pools over all places at its end (by name: resnet-s, tiny,"
                                + " tiny-plain, resnet18, resnet50), or no small crops (local-views to 0)");
        assertThat(Swav.of(fixed, recipe.withLocal(0, 0.5).views(input), config())
                        .views()
                        .layout())
                .hasSize(1);
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(SwavConfig.defaults())
                .isEqualTo(new SwavConfig(
                        512,
                        new HeadShape(List.of(512), 128, HeadNorm.AFFINE, HeadNorm.NONE, false, true),
                        0.1,
                        new SinkhornKnopp(0.05, 3),
                        0,
                        15,
                        1,
                        false,
                        0));
    }

    @Test
    void aChangedComponentIsTheOnlyOne() {
        SinkhornKnopp sinkhorn = new SinkhornKnopp(0.03, 5);
        HeadShape projector = HeadShape.of(7, 9);
        assertThat(SwavConfig.defaults()
                        .withPrototypes(30)
                        .withProjector(projector)
                        .withTemperature(0.2)
                        .withSinkhorn(sinkhorn)
                        .withQueue(60, 4)
                        .withFrozenEpochs(2)
                        .withSharedBatchStatistics(true)
                        .withSeed(8))
                .isEqualTo(new SwavConfig(30, projector, 0.2, sinkhorn, 60, 4, 2, true, 8));
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        refused(() -> config().withPrototypes(1), "SwAV needs at least 2 prototypes, got 1");
        refused(() -> config().withQueue(-1, 0), "must be at least 0, got -1, 0 and 1");
        refused(() -> config().withQueue(8, -1), "must be at least 0, got 8, -1 and 1");
        refused(() -> config().withFrozenEpochs(-1), "must be at least 0, got 0, 15 and -1");
        for (double bad : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(
                    () -> config().withTemperature(bad),
                    "the temperature must be finite and above 0, got " + bad + "; the paper has 0.1");
            refused(
                    () -> new SinkhornKnopp(bad, 3),
                    "epsilon must be finite and above 0, got " + bad + "; the paper has 0.05");
        }
        refused(() -> new SinkhornKnopp(0.05, 0), "Sinkhorn-Knopp needs at least 1 iteration, got 0");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}

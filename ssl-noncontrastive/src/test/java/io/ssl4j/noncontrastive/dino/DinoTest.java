package io.ssl4j.noncontrastive.dino;

import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.BranchPass;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.joint.Prototypes;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyCrops;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DinoTest {

    private static DinoConfig config() {
        return DinoConfig.defaults().withHead(HeadShape.of(4, 7), 5);
    }

    private static Dino<float[]> small(DinoConfig config) {
        return small(config, 0);
    }

    private static Dino<float[]> small(DinoConfig config, int locals) {
        Prototypes last = Prototypes.random("prototypes", 5, 4, 1, DataType.DOUBLE);
        Branch online = Branch.of(
                SmallNetworks.mlp("encoder", 5, 8, 6),
                SmallNetworks.mlp("projector", 6, 7, 4),
                config.head().weightNorm().lastLayer(last));
        return new Dino<>(new Parts<>(online, new NoisyCrops(5, locals, 0), Map.of()), config);
    }

    private static ViewBatch batch() {
        return batch(0);
    }

    private static ViewBatch batch(int locals) {
        return new NoisyCrops(5, locals, 0).gaussian(3, 6);
    }

    /**
     * The teacher is a constant for the differences, which move the student alone; the norms of the last layer and its
     * trained lengths are not.
     */
    @Test
    void everyParameterGradientIsACentralDifference() {
        for (WeightNorm weightNorm : WeightNorm.values()) {
            for (boolean shared : new boolean[] {true, false}) {
                DinoConfig config = config().withWeightNorm(weightNorm).withSharedBatchStatistics(shared);
                for (int locals : new int[] {0, 3}) {
                    MethodGradients.check(small(config, locals), batch(locals));
                }
            }
        }
    }

    /** Equation 3 in loops over the outputs of student and teacher, which are one network at first: 2 and 3 crops. */
    @Test
    void theLossIsTheFormulaOverCropsOfTwoSizes() {
        Dino<float[]> method = small(config(), 3);
        ViewBatch batch = batch(3);
        Branch student = Branch.of(
                method.parameterGroups().stream().map(ParameterGroup::network).toArray(Network[]::new));
        double[][] s;
        try (BranchPass global = student.forward(batch.view(Dino.GLOBAL), PassMode.perView(2));
                BranchPass local = student.forward(batch.view(Dino.LOCAL), PassMode.perView(3))) {
            s = rows(Nd4j.concat(0, global.output(), local.output()));
        }
        double expected = 0;
        for (int g = 0; g < 2; g++) {
            for (int v = 0; v < 5; v++) {
                for (int i = 0; v != g && i < 6; i++) {
                    double[] target = softmax(s[g * 6 + i], 0.04);
                    double[] prediction = softmax(s[v * 6 + i], 0.1);
                    for (int k = 0; k < 5; k++) {
                        expected -= target[k] * Math.log(prediction[k]) / (2 * 4 * 6);
                    }
                }
            }
        }
        assertThat(method.step(batch, MethodGradients.firstStep()).loss()).isCloseTo(expected, within(1e-12));
    }

    private static double[] softmax(double[] row, double temperature) {
        double[] shares = new double[row.length];
        double all = 0;
        for (double value : row) {
            all += Math.exp(value / temperature);
        }
        for (int k = 0; k < row.length; k++) {
            shares[k] = Math.exp(row[k] / temperature) / all;
        }
        return shares;
    }

    /** DINOHead of the reference code: whatever its state, the last layer's input has unit length. */
    @Test
    void theBottleneckIsNormalisedInEveryState() {
        INDArray x = gaussian(4, 6, 4);
        for (WeightNorm weightNorm : WeightNorm.values()) {
            Prototypes last = weightNorm.lastLayer(Prototypes.random("last", 5, 4, 1, DataType.DOUBLE));
            assertThat(last.infer(x.mul(7)).sub(last.infer(x)).amaxNumber().doubleValue())
                    .as("%s", weightNorm)
                    .isLessThan(1e-12);
        }
    }

    /** Lengths of the outputs: fixed at 1, trained from 1, and those of the weights themselves. */
    @Test
    void theStatesDifferInTheLengthsOfTheWeights() {
        Prototypes random = Prototypes.random("last", 5, 4, 1, DataType.DOUBLE);
        INDArray x = gaussian(4, 6, 4);
        INDArray fixed = WeightNorm.FIXED.lastLayer(random).infer(x);
        assertThat(WeightNorm.LEARNED.lastLayer(random).infer(x)).isEqualTo(fixed);
        assertThat(WeightNorm.NONE.lastLayer(random).infer(x)).isNotEqualTo(fixed);
        Prototypes twice = Prototypes.of("twice", random.weights().mul(2));
        assertThat(WeightNorm.FIXED.lastLayer(twice).infer(x).distance2(fixed)).isLessThan(1e-12);
        assertThat(WeightNorm.LEARNED.lastLayer(twice).infer(x).distance2(fixed))
                .isLessThan(1e-12);
        assertThat(WeightNorm.NONE
                        .lastLayer(twice)
                        .infer(x)
                        .distance2(WeightNorm.NONE.lastLayer(random).infer(x).mul(2)))
                .isLessThan(1e-12);
        assertThat(WeightNorm.FIXED.lastLayer(random).parameters().length()).isEqualTo(20);
        assertThat(WeightNorm.LEARNED.lastLayer(random).parameters().length()).isEqualTo(25);
    }

    /** Lengths that have moved, so that the gradient is not only right at 1. */
    @Test
    void trainedLengthsHaveTheGradientOfTheirDifferences() {
        Dino<float[]> method = small(config().withWeightNorm(WeightNorm.LEARNED), 3);
        INDArray last = method.parameterGroups().get(2).network().parameters().values();
        for (int i = 20; i < 25; i++) {
            last.putScalar(i, 0.5 + 0.05 * i);
        }
        MethodGradients.check(method, batch(3));
    }

    @Test
    void aStepLeavesNoGradientInTheTeacher() {
        Dino<float[]> method = small(config(), 3);
        method.step(batch(3), MethodGradients.firstStep());
        assertThat(method.parameterGroups()).hasSize(3).allMatch(group -> largestGradient(group.network()) > 0);
        assertThat(method.teacher().networks()).hasSize(3).allMatch(network -> largestGradient(network.network()) == 0);
    }

    private static double largestGradient(Network network) {
        return network.parameters().gradients().amaxNumber().doubleValue();
    }

    @Test
    void theCentreIsTakenAwayAndFollowsTheOutputs() {
        Center center = new Center(3, DataType.DOUBLE, 0.9);
        INDArray outputs = gaussian(5, 4, 3);
        double[][] plain = rows(center.distributions(outputs, 0.5));
        double[][] t = rows(outputs);
        for (int i = 0; i < 4; i++) {
            double all = Math.exp(t[i][0] / 0.5) + Math.exp(t[i][1] / 0.5) + Math.exp(t[i][2] / 0.5);
            assertThat(plain[i][1]).isCloseTo(Math.exp(t[i][1] / 0.5) / all, within(1e-12));
        }
        center.update(outputs);
        INDArray mean = outputs.mean(0).mul(0.1);
        assertThat(center.mean().sub(mean).amaxNumber().doubleValue()).isLessThan(1e-15);
        assertThat(center.distributions(outputs, 0.5)
                        .sub(new Center(3, DataType.DOUBLE, 0).distributions(outputs.subRowVector(mean), 0.5))
                        .amaxNumber()
                        .doubleValue())
                .isLessThan(1e-12);
    }

    /** Equal outputs everywhere: the entropy of the uniform distribution, whatever the temperatures. */
    @Test
    void uniformOutputsGiveTheLogarithmOfTheirNumber() {
        Dino<float[]> method = small(config().withWeightNorm(WeightNorm.NONE));
        method.parameterGroups().get(2).network().parameters().values().assign(0);
        method.state().arrays().get("network/target-prototypes").array().assign(0);
        assertThat(method.step(batch(), MethodGradients.firstStep()).loss()).isCloseTo(Math.log(5), within(1e-12));
    }

    @Test
    void theTeachersTemperatureRisesInEqualSteps() {
        TeacherTemperature temperature = new TeacherTemperature(0.04, 0.07, 4);
        assertThat(IntStream.range(0, 6).mapToDouble(temperature::at).toArray())
                .containsExactly(new double[] {0.04, 0.05, 0.06, 0.07, 0.07, 0.07}, within(1e-12));
        assertThat(TeacherTemperature.constant(0.04).at(0)).isEqualTo(0.04);
        assertThatThrownBy(() -> TeacherTemperature.constant(0)).hasMessageContaining("above 0, got 0.0");
    }

    @Test
    void groupsAreFrozenAndDecayAsThePaperHasIt() {
        Dino<float[]> method = small(config());
        RunLength length = new RunLength(40, 10);
        method.prepare(new RunInfo(60, 6, 4, length, 1));
        var groups = method.parameterGroups();
        assertThat(groups.get(2).frozenUntilStep()).isEqualTo(10);
        assertThat(groups.get(0).frozenUntilStep()).isZero();
        assertThat(groups.get(0).weightDecaySchedule().orElseThrow().factor(0, length))
                .isCloseTo(1, within(1e-12));
        assertThat(groups.get(0).weightDecaySchedule().orElseThrow().factor(40, length))
                .isCloseTo(10, within(1e-12));
    }

    @Test
    void aDecayThatDoesNotGrowFollowsTheRun() {
        assertThat(small(config().withDecayGrowth(1)).parameterGroups())
                .hasSize(3)
                .allMatch(group -> group.weightDecaySchedule().isEmpty());
        assertThat(small(config().withDecayGrowth(0.5)).parameterGroups())
                .allMatch(group -> group.weightDecaySchedule().isPresent());
    }

    /** Whichever was taken, the other would be left out in silence. */
    @Test
    void aRunWithADecayScheduleOfItsOwnIsRefused() {
        Trainer trainer = Trainer.builder()
                .optimizer(Sgd.of(0.1).withWeightDecay(0.04))
                .weightDecaySchedule(Schedules.cosine(10))
                .batchSize(4)
                .build();
        Dino<float[]> method = small(config());
        INDArray before =
                method.parameterGroups().get(0).network().parameters().values().dup();
        assertThatThrownBy(() -> trainer.fit(method, new Vectors(8, 5, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "method 'dino' has one of its own for network 'encoder', cosine(finalFactor=10.0)")
                .hasMessageContaining("set the method to have none (decay-growth to 1)");
        assertThat(method.parameterGroups().get(0).network().parameters().values())
                .isEqualTo(before);
    }

    @Test
    void withoutCentringTheCentreStaysAtZero() {
        Dino<float[]> with = small(config());
        Dino<float[]> without = small(config().withoutCentering());
        StepContext first = new StepContext(0, 0, new RunLength(10, 10), RandomKey.of(1));
        double same = with.step(batch(), first).loss();
        assertThat(without.step(batch(), first).loss()).isEqualTo(same);
        assertThat(with.state().arrays().get("center").array().amaxNumber().doubleValue())
                .isPositive();
        assertThat(without.state().arrays().get("center").array().amaxNumber().doubleValue())
                .isZero();
        assertThat(with.step(batch(), first).loss()).isNotEqualTo(same);
    }

    @Test
    void smallImagesGetCropsWithoutBlur() {
        assertThat(Recipes.forMethod("dino", ImageInput.of(32, 32, 3))).isEqualTo(Recipes.DINO_SMALL);
        assertThat(Recipes.forMethod("dino", ImageInput.of(224, 224, 3))).isEqualTo(Recipes.DINO);
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(DinoConfig.defaults())
                .isEqualTo(new DinoConfig(
                        new DinoHead(HeadShape.of(256, 2048, 2048), 2048, WeightNorm.FIXED),
                        0.1,
                        new TeacherTemperature(0.04, 0.04, 0),
                        EmaSchedule.cosine(0.996, 1),
                        new Centering(true, 0.9),
                        1,
                        10,
                        false,
                        0));
    }

    @Test
    void aChangedComponentIsTheOnlyOne() {
        HeadShape projector = HeadShape.of(7, 9);
        TeacherTemperature rising = new TeacherTemperature(0.04, 0.07, 30);
        assertThat(DinoConfig.defaults()
                        .withHead(projector, 30)
                        .withWeightNorm(WeightNorm.LEARNED)
                        .withStudentTemperature(0.2)
                        .withTeacherTemperature(rising)
                        .withMomentum(EmaSchedule.constant(0.5))
                        .withCenterMomentum(0.8)
                        .withoutCentering()
                        .withFrozenEpochs(2)
                        .withDecayGrowth(3)
                        .withSharedBatchStatistics(true)
                        .withSeed(8))
                .isEqualTo(new DinoConfig(
                        new DinoHead(projector, 30, WeightNorm.LEARNED),
                        0.2,
                        rising,
                        EmaSchedule.constant(0.5),
                        new Centering(false, 0.8),
                        2,
                        3,
                        true,
                        8));
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        refused(() -> config().withHead(HeadShape.of(4), 1), "DINO's last layer needs at least 2 outputs, got 1");
        refused(() -> config().withFrozenEpochs(-1), "must be finite and at least 0, got -1 and 10.0");
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(() -> config().withDecayGrowth(bad), "must be finite and at least 0, got 1 and " + bad);
            refused(() -> config().withStudentTemperature(bad), "must be finite and above 0, got " + bad);
            refused(() -> config().withCenterMomentum(bad), "the centre's momentum must be in 0..1, got " + bad);
        }
        refused(() -> config().withStudentTemperature(0), "the student's temperature must be finite and above 0");
        refused(() -> config().withCenterMomentum(1.001), "in 0..1, got 1.001; the paper has 0.9");
        refused(() -> new TeacherTemperature(0.04, 0.07, -1), "at least 0 epochs, got -1");
        refused(() -> new TeacherTemperature(0.04, 0.07, 1), "needs at least 2 epochs of warm-up, got 1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}

package io.ssl4j.noncontrastive.dino;

import static io.ssl4j.core.testing.TestArrays.gaussian;
import static io.ssl4j.core.testing.TestArrays.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.augment.Recipes;
import io.ssl4j.core.batch.View;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.data.ImageInput;
import io.ssl4j.core.method.Branch;
import io.ssl4j.core.method.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.Prototypes;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.optim.EmaSchedule;
import io.ssl4j.core.optim.RunLength;
import io.ssl4j.core.optim.Schedules;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyCopies;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.RunInfo;
import io.ssl4j.core.train.StepContext;
import io.ssl4j.core.train.Trainer;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class DinoTest {

    private static DinoConfig config() {
        return DinoConfig.defaults().withHead(HeadShape.of(4, 7), 5);
    }

    private static Dino<float[]> small(DinoConfig config) {
        Prototypes last = Prototypes.random("prototypes", 5, 4, 1, DataType.DOUBLE);
        Branch online = Branch.of(
                SmallNetworks.mlp("encoder", 5, 8, 6),
                SmallNetworks.mlp("projector", 6, 7, 4),
                config.weightNorm() ? last.withUnitInputs().withUnitWeights() : last);
        return new Dino<>(new Parts<>(online, new NoisyCopies(Dino.GLOBAL, 5, 2, 0), Map.of()), config);
    }

    private static ViewBatch batch() {
        INDArray views = gaussian(3, 12, 5);
        return new ViewBatch(6, IntStream.range(0, 6).toArray(), Map.of(Dino.GLOBAL, new View(views, null)));
    }

    /** The teacher is a constant for the differences, which move the student alone; the norms of the last layer are not. */
    @Test
    void everyParameterGradientIsACentralDifference() {
        for (boolean weightNorm : new boolean[] {true, false}) {
            for (boolean shared : new boolean[] {true, false}) {
                MethodGradients.check(
                        small(config().withWeightNorm(weightNorm).withSharedBatchStatistics(shared)), batch());
            }
        }
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
        Dino<float[]> method = small(config().withWeightNorm(false));
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
                .hasMessageContaining("set the method to have none (for DINO, decay-growth to 1)");
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
        assertThat(Recipes.dino(ImageInput.of(32, 32, 3))).isEqualTo(Recipes.DINO_SMALL);
        assertThat(Recipes.dino(ImageInput.of(224, 224, 3))).isEqualTo(Recipes.DINO);
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(DinoConfig.defaults())
                .isEqualTo(new DinoConfig(
                        HeadShape.of(256, 2048, 2048),
                        2048,
                        true,
                        0.1,
                        new TeacherTemperature(0.04, 0.04, 0),
                        EmaSchedule.cosine(0.996, 1),
                        0.9,
                        true,
                        1,
                        10,
                        false,
                        0));
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> config().withHead(HeadShape.of(4), 1)).hasMessageContaining("at least 2 outputs");
        assertThatThrownBy(() -> config().withFrozenEpochs(-1)).hasMessageContaining("at least 0, got -1");
    }
}

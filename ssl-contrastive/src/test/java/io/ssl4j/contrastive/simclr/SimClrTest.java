package io.ssl4j.contrastive.simclr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.contrastive.loss.Negatives;
import io.ssl4j.contrastive.loss.NtXentLoss;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyCopies;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.SmallNetworks.UnitVectors;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SimClrTest {

    private static final int SAMPLES = 8;

    private static SimClr<float[]> overIdentity(SimClrConfig config) {
        Network encoder = SmallNetworks.identity("encoder", SAMPLES);
        return new SimClr<>(
                new Parts<>(
                        Branch.of(encoder, SmallNetworks.identity("projector", SAMPLES)),
                        new NoisyPairs(SAMPLES, 0),
                        Map.of()),
                config);
    }

    @ParameterizedTest
    @EnumSource(Objective.class)
    void whatItSaysOfItsCollapseIsItsLoss(Objective objective) {
        INDArray alike = Nd4j.ones(DataType.DOUBLE, 6, 3).muli(0.3);
        SimClrConfig config = SimClrConfig.defaults().withObjective(objective);
        for (Negatives negatives : List.of(Negatives.softmax(), Negatives.decoupled())) {
            CollapseHints hints = overIdentity(config.withNegatives(negatives)).collapseHints(6);
            double loss = objective.loss(0.2, negatives).evaluate(alike, alike).value();
            assertThat(hints.lossWhenAlike().orElseThrow()).isCloseTo(loss, within(1e-12));
            assertThat(hints.remedy()).contains("temperature");
        }
        assertThat(overIdentity(config.withNegatives(Negatives.debiased(0.1)))
                        .collapseHints(6)
                        .lossWhenAlike())
                .isEmpty();
    }

    /** Orthogonal samples, each seen twice alike, through loader, networks and trainer. */
    @Test
    void identicalViewsThroughTheWholePipelineGiveTheFormula() {
        for (double temperature : new double[] {0.2, 0.5, 1}) {
            SimClrConfig config = SimClrConfig.defaults().withTemperature(temperature);
            double ntXent = Math.log(Math.exp(1 / temperature) + 2 * SAMPLES - 2) - 1 / temperature;
            double infoNce = 2 * (Math.log(Math.exp(1 / temperature) + SAMPLES - 1) - 1 / temperature);
            assertThat(firstLoss(overIdentity(config))).isCloseTo(ntXent, within(1e-6));
            assertThat(firstLoss(overIdentity(config.withObjective(Objective.SYMMETRIC_INFO_NCE))))
                    .isCloseTo(infoNce, within(1e-6));
        }
    }

    private static double firstLoss(SimClr<float[]> method) {
        TrainingResult run = trainer(SAMPLES, 1).build().fit(method, new UnitVectors(SAMPLES));
        return run.epochLosses().get(0);
    }

    private static TrainerBuilder trainer(int batchSize, int epochs) {
        return Trainer.builder()
                .optimizer(Sgd.of(0.05))
                .batchSize(batchSize)
                .epochs(epochs)
                .seed(5);
    }

    @ParameterizedTest
    @EnumSource
    void everyParameterGradientIsACentralDifference(Objective objective) {
        for (boolean shared : new boolean[] {true, false}) {
            SimClrConfig config =
                    SimClrConfig.defaults().withObjective(objective).withSharedBatchStatistics(shared);
            ViewBatch batch = SmallNetworks.noise(SimClr.VIEWS, 6, 2, 5);
            MethodGradients.check(
                    new SimClr<>(
                            new Parts<>(
                                    Branch.of(
                                            SmallNetworks.mlp("encoder", 5, 8, 6),
                                            SmallNetworks.mlp("projector", 6, 7, 4)),
                                    new NoisyPairs(5, 0),
                                    Map.of()),
                            config),
                    batch);
        }
    }

    @Test
    void trainingLowersTheLossAndFindsTheOtherView() {
        List<StepDone> steps = new ArrayList<>();
        TrainingListener record = new TrainingListener() {
            @Override
            public void onStep(StepDone step) {
                steps.add(step);
            }
        };
        SimClr<float[]> method = new SimClr<>(
                new Parts<>(
                        Branch.of(
                                HeadShape.of(8, 16).on(6, "encoder").build(1, DataType.FLOAT),
                                HeadShape.of(4, 8).on(8, "projector").build(2, DataType.FLOAT)),
                        new NoisyPairs(6, 0.1f),
                        Map.of()),
                SimClrConfig.defaults());
        trainer(16, 20).listener(record).build().fit(method, new Vectors(32, 6, 3));
        assertThat(steps.get(39).loss()).isLessThan(0.8 * steps.get(0).loss());
        assertThat(steps.get(39).terms().get(NtXentLoss.ACCURACY)).isGreaterThan(0.5);
    }

    @Test
    void aBatchOfOneIsRefusedBeforeTheFirstStep() {
        assertThatThrownBy(() -> trainer(1, 1).build().fit(overIdentity(SimClrConfig.defaults()), new UnitVectors(8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("simclr")
                .hasMessageContaining("2");
    }

    @Test
    void viewsThatAreNoPairAreRefused() {
        Network network = SmallNetworks.identity("encoder", 4);
        assertThatThrownBy(() -> new SimClr<>(
                        new Parts<>(Branch.of(network), new NoisyCopies(4, 1, 0), Map.of()), SimClrConfig.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SimCLR needs a view 'views' with 2 copies per sample")
                .hasMessageContaining("{views=1}");
    }

    @Test
    void smallImagesGetThePapersViewsWithoutBlur() {
        assertThat(Recipes.forMethod("simclr", ImageInput.of(32, 32, 3))).isEqualTo(Recipes.SIMCLR_SMALL);
        assertThat(Recipes.forMethod("simclr", ImageInput.of(224, 224, 3))).isEqualTo(Recipes.SIMCLR);
    }

    @Test
    void anImageEncoderIsWhatTheUserGetsBack() {
        var encoder = ImageEncoders.tiny(ImageInput.of(16, 16, 3), 1);
        SimClr<?> method = SimClr.of(encoder, SimClrConfig.defaults());
        assertThat(method.encoders().get("encoder")).isSameAs(encoder);
        assertThat(method.parameterGroups()).hasSize(2);
        assertThat(method.settings()).contains("temperature=0.5").contains("NT_XENT");
        assertThat(method.views().layout().get(0).shape()).containsExactly(16, 16, 3);
    }

    @Test
    void viewsOfAnotherSizeThanTheEncodersAreRefused() {
        var encoder = ImageEncoders.tiny(ImageInput.of(16, 16, 3), 1);
        var views = Recipes.SIMCLR_SMALL.views(ImageInput.of(32, 32, 3));
        assertThatThrownBy(() -> SimClr.of(encoder, views, SimClrConfig.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[16, 16, 3], but view 'views' has rows of [32, 32, 3]");
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(SimClrConfig.defaults())
                .isEqualTo(new SimClrConfig(
                        0.5,
                        new HeadShape(List.of(512), 128, HeadNorm.AFFINE, HeadNorm.AFFINE, false, false),
                        true,
                        Objective.NT_XENT,
                        Negatives.softmax(),
                        0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aTemperatureThatIsNotPositiveIsRefused(double temperature) {
        assertThatThrownBy(() -> SimClrConfig.defaults().withTemperature(temperature))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temperature must be finite and above 0, got " + temperature);
    }

    @Test
    void aHeadWithoutWidthIsRefused() {
        assertThatThrownBy(() -> HeadShape.of(0, 512))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the widths of a head must be at least 1, got hidden [512] and output 0");
    }
}

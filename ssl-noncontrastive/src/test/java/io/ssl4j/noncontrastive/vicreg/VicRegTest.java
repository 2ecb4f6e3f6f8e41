package io.ssl4j.noncontrastive.vicreg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class VicRegTest {

    private static Parts<float[]> parts() {
        return new Parts<>(
                Branch.of(
                        HeadShape.of(8, 16).on(6, "encoder").build(1, DataType.FLOAT),
                        HeadShape.of(4, 8).on(8, "projector").build(2, DataType.FLOAT)),
                new NoisyPairs(6, 0.1f),
                Map.of());
    }

    private static List<Map<String, Double>> train(VicRegConfig config, int batchSize, int epochs) {
        List<Map<String, Double>> terms = new ArrayList<>();
        Trainer.builder()
                .optimizer(Sgd.of(0.02))
                .batchSize(batchSize)
                .epochs(epochs)
                .seed(5)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        terms.add(step.terms());
                    }
                })
                .build()
                .fit(new VicReg<>(parts(), config), new Vectors(32, 6, 3));
        return terms;
    }

    @Test
    void everyParameterGradientIsACentralDifference() {
        for (boolean shared : new boolean[] {true, false}) {
            MethodGradients.check(
                    new VicReg<>(
                            new Parts<>(
                                    Branch.of(
                                            SmallNetworks.mlp("encoder", 5, 8, 6),
                                            SmallNetworks.mlp("projector", 6, 7, 4)),
                                    new NoisyPairs(5, 0),
                                    Map.of()),
                            VicRegConfig.defaults().withSharedBatchStatistics(shared)),
                    SmallNetworks.noise(VicReg.VIEWS, 6, 2, 5));
        }
    }

    /** The paper's table 7: without its variance term the method collapses; with it the dimensions spread. */
    @Test
    void theVarianceTermIsWhatKeepsItFromCollapsing() {
        List<Map<String, Double>> whole = train(VicRegConfig.defaults(), 16, 200);
        List<Map<String, Double>> without = train(VicRegConfig.defaults().withWeights(25, 0, 1), 16, 200);
        assertThat(whole.get(399).get(VicRegLoss.VARIANCE)).isLessThan(0.2);
        assertThat(without.get(399).get(VicRegLoss.VARIANCE)).isGreaterThan(0.9);
        assertThat(whole.get(399).get(VicRegLoss.INVARIANCE)).isLessThan(0.5);
    }

    @Test
    void whatItSaysOfItsCollapseIsItsLoss() {
        INDArray alike = Nd4j.ones(DataType.DOUBLE, 6, 3).muli(0.3);
        CollapseHints hints = new VicReg<>(parts(), VicRegConfig.defaults()).collapseHints(6);
        double loss = new VicRegLoss(25, 25, 1).evaluate(alike, alike).value();
        assertThat(hints.lossWhenAlike().orElseThrow()).isCloseTo(loss, within(1e-12));
        CollapseHints without = new VicReg<>(parts(), VicRegConfig.defaults().withWeights(25, 0, 1)).collapseHints(6);
        assertThat(without.lossWhenAlike()).isEmpty();
        assertThat(without.spread()).hasValue(1);
        assertThat(without.remedy()).contains("here its weight is 0.0");
    }

    @Test
    void aBatchOfOneIsRefusedBeforeTheFirstStep() {
        assertThatThrownBy(() -> train(VicRegConfig.defaults(), 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vicreg")
                .hasMessageContaining("2");
    }

    @Test
    void smallImagesGetAPairWithoutBlur() {
        assertThat(Recipes.forMethod("vicreg", ImageInput.of(64, 64, 3))).isEqualTo(Recipes.VICREG_SMALL);
        assertThat(Recipes.forMethod("vicreg", ImageInput.of(96, 96, 3))).isEqualTo(Recipes.VICREG);
        for (int side : new int[] {32, 96}) {
            ImageInput input = ImageInput.of(side, side, 3);
            String own = Recipes.forMethod("vicreg", input).views(input).describe();
            Encoder<Image> encoder = ImageEncoders.tiny(input, 1);
            VicRegConfig small = VicRegConfig.defaults().withProjector(HeadShape.of(4, 8));
            assertThat(VicReg.of(encoder, small).views().describe()).isEqualTo(own);
            Map<String, String> options = Map.of("projector-hidden", "8", "projector-output", "4");
            assertThat(SslMethods.create(VicReg.NAME, encoder, options, 1)
                            .views()
                            .describe())
                    .isEqualTo(own);
        }
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(VicRegConfig.defaults())
                .isEqualTo(new VicRegConfig(
                        25,
                        25,
                        1,
                        new HeadShape(List.of(2048, 2048), 2048, HeadNorm.AFFINE, HeadNorm.NONE, true, false),
                        false,
                        0));
        assertThat(VicRegConfig.defaults().withWeights(1, 2, 3).withSeed(4))
                .isEqualTo(new VicRegConfig(1, 2, 3, VicRegConfig.defaults().projector(), false, 4));
    }

    @Test
    void aNegativeWeightIsRefused() {
        assertThatThrownBy(() -> VicRegConfig.defaults().withWeights(25, 25, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the covariance weight must be finite and at least 0, got -1.0");
    }
}

package io.ssl4j.noncontrastive.barlowtwins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.SmallNetworks.UnitVectors;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BarlowTwinsTest {

    private static final int SAMPLES = 8;

    private static BarlowTwins<float[]> overIdentity() {
        Network encoder = SmallNetworks.identity("encoder", SAMPLES);
        return new BarlowTwins<>(
                new Parts<>(
                        Branch.of(encoder, SmallNetworks.identity("projector", SAMPLES)),
                        new NoisyPairs(SAMPLES, 0),
                        Map.of()),
                BarlowTwinsConfig.defaults());
    }

    private static TrainingResult train(
            BarlowTwins<float[]> method, int batchSize, int epochs, int samples, int width) {
        return Trainer.builder()
                .optimizer(Sgd.of(0.01))
                .batchSize(batchSize)
                .epochs(epochs)
                .seed(5)
                .build()
                .fit(method, samples == width ? new UnitVectors(width) : new Vectors(samples, width, 3));
    }

    /**
     * The N unit vectors, each seen twice alike: every column has mean 1/N and variance (1/N)(1 - 1/N), and two columns
     * have the covariance -1/N^2.
     */
    @Test
    void identicalViewsThroughTheWholePipelineGiveTheFormula() {
        double n = SAMPLES;
        double variance = (1 / n) * (1 - 1 / n) + BatchStandardization.EPSILON;
        double diagonal = (variance - BatchStandardization.EPSILON) / variance;
        double offDiagonal = -1 / (n * n) / variance;
        double expected = n * Math.pow(1 - diagonal, 2) + 0.005 * n * (n - 1) * Math.pow(offDiagonal, 2);
        TrainingResult run = train(overIdentity(), SAMPLES, 1, SAMPLES, SAMPLES);
        assertThat(run.epochLosses().get(0)).isCloseTo(expected, within(1e-7));
    }

    @Test
    void everyParameterGradientIsACentralDifference() {
        for (boolean shared : new boolean[] {true, false}) {
            MethodGradients.check(
                    new BarlowTwins<>(
                            new Parts<>(
                                    Branch.of(
                                            SmallNetworks.mlp("encoder", 5, 8, 6),
                                            SmallNetworks.mlp("projector", 6, 7, 4)),
                                    new NoisyPairs(5, 0),
                                    Map.of()),
                            BarlowTwinsConfig.defaults().withSharedBatchStatistics(shared)),
                    SmallNetworks.noise(BarlowTwins.VIEWS, 6, 2, 5));
        }
    }

    @Test
    void trainingLowersTheLoss() {
        BarlowTwins<float[]> method = new BarlowTwins<>(
                new Parts<>(
                        Branch.of(
                                HeadShape.of(8, 16).on(6, "encoder").build(1, DataType.FLOAT),
                                HeadShape.of(4, 8).on(8, "projector").build(2, DataType.FLOAT)),
                        new NoisyPairs(6, 0.1f),
                        Map.of()),
                BarlowTwinsConfig.defaults());
        List<Double> losses = train(method, 16, 20, 32, 6).epochLosses();
        assertThat(losses.get(19)).isLessThan(0.8 * losses.get(0));
    }

    /** A constant column correlates with nothing, itself included: each of 3 costs 1. */
    @Test
    void whatItSaysOfItsCollapseIsItsLoss() {
        INDArray alike = Nd4j.ones(DataType.DOUBLE, 6, 3).muli(0.3);
        double loss = new BarlowTwinsLoss(0.005).evaluate(alike, alike).value();
        BarlowTwins<float[]> method = new BarlowTwins<>(
                new Parts<>(
                        Branch.of(SmallNetworks.identity("encoder", 6))
                                .with(SmallNetworks.mlp("projector", 6, 7, 3), 3),
                        new NoisyPairs(6, 0),
                        Map.of()),
                BarlowTwinsConfig.defaults());
        assertThat(method.collapseHints(6).lossWhenAlike()).hasValue(loss);
        assertThat(method.collapseHints(6).remedy()).contains("lambda");
        assertThat(overIdentity().collapseHints(6).lossWhenAlike()).isEmpty();
    }

    @Test
    void aBatchOfOneIsRefusedBeforeTheFirstStep() {
        assertThatThrownBy(() -> train(overIdentity(), 1, 1, SAMPLES, SAMPLES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("barlow-twins")
                .hasMessageContaining("2");
    }

    @Test
    void smallImagesGetAPairWithoutBlur() {
        assertThat(Recipes.forMethod("barlow-twins", ImageInput.of(64, 64, 3))).isEqualTo(Recipes.BYOL_SMALL);
        assertThat(Recipes.forMethod("barlow-twins", ImageInput.of(96, 96, 3))).isEqualTo(Recipes.BARLOW_TWINS);
        for (int side : new int[] {32, 96}) {
            ImageInput input = ImageInput.of(side, side, 3);
            String own = Recipes.forMethod("barlow-twins", input).views(input).describe();
            Encoder<Image> encoder = ImageEncoders.tiny(input, 1);
            BarlowTwinsConfig small = BarlowTwinsConfig.defaults().withProjector(HeadShape.of(4, 8));
            assertThat(BarlowTwins.of(encoder, small).views().describe()).isEqualTo(own);
            Map<String, String> options = Map.of("projector-hidden", "8", "projector-output", "4");
            assertThat(SslMethods.create(BarlowTwins.NAME, encoder, options, 1)
                            .views()
                            .describe())
                    .isEqualTo(own);
        }
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(BarlowTwinsConfig.defaults())
                .isEqualTo(new BarlowTwinsConfig(
                        0.005,
                        new HeadShape(List.of(2048, 2048), 2048, HeadNorm.AFFINE, HeadNorm.NONE, false, false),
                        false,
                        0));
    }

    @Test
    void aNegativeLambdaIsRefused() {
        assertThatThrownBy(() -> BarlowTwinsConfig.defaults().withLambda(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lambda must be finite and at least 0, got -1.0");
    }
}

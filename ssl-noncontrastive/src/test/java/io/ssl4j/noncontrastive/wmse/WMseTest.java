package io.ssl4j.noncontrastive.wmse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyCopies;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class WMseTest {

    private static final WMseConfig SMALL = WMseConfig.defaults().withSubBatch(6, HeadShape.of(4, 7));

    private static WMse<float[]> small(WMseConfig config) {
        Branch online = Branch.of(SmallNetworks.mlp("encoder", 5, 8, 6), SmallNetworks.mlp("projector", 6, 7, 4));
        return new WMse<>(new Parts<>(online, new NoisyPairs(5, 0), Map.of()), config);
    }

    /** Thirteen samples in sub-batches of 6 and 7. */
    @Test
    void everyParameterGradientIsACentralDifference() {
        for (boolean shared : new boolean[] {true, false}) {
            MethodGradients.check(
                    small(SMALL.withSharedBatchStatistics(shared).withDivisions(2)),
                    SmallNetworks.noise(WMse.VIEWS, 13, 2, 5));
        }
    }

    /** The paper's W-MSE 4: each sample has four views, whose six pairs count alike. */
    @Test
    void withFourViewsEveryParameterGradientIsACentralDifference() {
        Branch online = Branch.of(SmallNetworks.mlp("encoder", 5, 8, 6), SmallNetworks.mlp("projector", 6, 7, 4));
        WMse<float[]> four = new WMse<>(
                new Parts<>(online, new NoisyCopies(5, 4, 0), Map.of()),
                SMALL.withViews(4).withDivisions(2));
        MethodGradients.check(four, SmallNetworks.noise(WMse.VIEWS, 13, 4, 5));
    }

    @Test
    void fourViewsAreMadeByName() {
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(12, 12, 3), 1);
        SslMethod<Image> method = SslMethods.create("w-mse", encoder, Map.of("view-count", "4"), 1);
        assertThat(method.views().layout().get(0).copies()).isEqualTo(4);
        assertThat(method.settings())
                .isEqualTo(WMseConfig.defaults().withViews(4).withSeed(1).toString());
        assertThatThrownBy(() -> WMseConfig.defaults().withViews(1))
                .hasMessage("W-MSE needs at least 2 views of each sample, got 1; the paper has 2 and 4");
    }

    /** The same key gives the same division on any machine, another key another. */
    @Test
    void theSubBatchesAreThoseOfTheStepsRandomness() {
        WMse<float[]> method = small(SMALL);
        var batch = SmallNetworks.noise(WMse.VIEWS, 18, 2, 5);
        StepContext context = MethodGradients.firstStep();
        double loss = method.step(batch, context).loss();
        assertThat(method.step(batch, context).loss()).isEqualTo(loss);
        assertThat(method.step(batch, new StepContext(0, 0, new RunLength(1, 1), RandomKey.of(1)))
                        .loss())
                .isNotEqualTo(loss);
    }

    @Test
    void theLossOfEqualOutputsIsSaidUnlessTheyCannotBeWhitened() {
        assertThat(small(SMALL).collapseHints(6).lossWhenAlike()).hasValue(2);
        assertThat(small(SMALL.withShrinkage(0)).collapseHints(6).lossWhenAlike())
                .isEmpty();
    }

    private static List<Double> train(int batchSize, int epochs) {
        Branch online = Branch.of(
                HeadShape.of(8, 16).on(6, "encoder").build(1, DataType.FLOAT),
                HeadShape.of(4, 8).on(8, "projector").build(2, DataType.FLOAT));
        return Trainer.builder()
                .optimizer(Sgd.of(0.05))
                .batchSize(batchSize)
                .epochs(epochs)
                .seed(5)
                .build()
                .fit(
                        new WMse<>(
                                new Parts<>(online, new NoisyPairs(6, 0.3f), Map.of()),
                                SMALL.withSubBatch(8, HeadShape.of(4, 8))),
                        new Vectors(32, 6, 3))
                .epochLosses();
    }

    @Test
    void trainingLowersTheLoss() {
        List<Double> losses = train(16, 20);
        assertThat(losses.get(19)).isLessThan(0.8 * losses.get(0));
    }

    @Test
    void aBatchBelowASubBatchIsRefusedBeforeTheFirstStep() {
        assertThatThrownBy(() -> train(7, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("method 'w-mse' needs batches of at least 8 samples, got batch size 7");
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(WMseConfig.defaults())
                .isEqualTo(new WMseConfig(
                        2,
                        1e-6,
                        128,
                        1,
                        new HeadShape(List.of(1024), 64, HeadNorm.AFFINE, HeadNorm.NONE, true, true),
                        false,
                        0));
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> WMseConfig.defaults().withSubBatch(64, HeadShape.of(64, 1024)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a sub-batch must have more samples than the projector has outputs, 64")
                .hasMessageContaining("got 64");
        assertThatThrownBy(() -> WMseConfig.defaults().withDivisions(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a batch must be divided at least once, got 0");
        assertThatThrownBy(() -> WMseConfig.defaults().withShrinkage(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the shrinkage must be at least 0 and below 1, got -1.0");
    }
}

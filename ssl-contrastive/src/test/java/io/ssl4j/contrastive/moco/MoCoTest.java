package io.ssl4j.contrastive.moco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.contrastive.loss.Negatives;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.joint.TargetBranch;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.MomentumNetwork;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.testing.TestArrays;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MoCoTest {

    private static MoCoConfig small() {
        return MoCoConfig.v2()
                .withQueueSize(10)
                .withProjector(HeadShape.of(4, 7))
                .withBatchNormSplits(1);
    }

    private static MoCo<float[]> over(MoCoConfig config) {
        Branch online = Branch.of(SmallNetworks.mlp("encoder", 5, 8, 6), SmallNetworks.mlp("projector", 6, 7, 4));
        return new MoCo<>(new Parts<>(online, new NoisyPairs(5, 0), Map.of()), config);
    }

    /** A step fills the queue with the same keys again, so the queue is put back before each. */
    @ParameterizedTest
    @CsvSource({"false,1", "true,1", "false,3", "true,3"})
    void everyParameterGradientIsACentralDifference(boolean symmetric, int splits) {
        MoCo<float[]> method = over(small().withSymmetric(symmetric).withBatchNormSplits(splits));
        MethodGradients.check(method, SmallNetworks.noise(MoCo.VIEWS, 6, 2, 5));
    }

    private static MoCoV3<float[]> third(boolean shared) {
        Branch online = Branch.of(
                SmallNetworks.mlp("encoder", 5, 8, 6),
                SmallNetworks.mlp("projector", 6, 7, 4),
                SmallNetworks.mlp("predictor", 4, 6, 4));
        return new MoCoV3<>(
                new Parts<>(online, new NoisyPairs(5, 0), Map.of()),
                MoCoV3Config.defaults().withSharedBatchStatistics(shared));
    }

    @Test
    void everyParameterGradientOfTheThirdVersionIsACentralDifference() {
        for (boolean shared : new boolean[] {true, false}) {
            MethodGradients.check(third(shared), SmallNetworks.noise(MoCoV3.VIEWS, 6, 2, 5));
        }
    }

    /** Keys are constants: after a step the query encoder has a gradient, and the key encoder none at all. */
    @Test
    void noGradientReachesTheKeyEncoder() {
        MoCoConfig first = small().withProjector(HeadShape.of(4));
        for (MoCoConfig config :
                List.of(first, small(), small().withSymmetric(true).withBatchNormSplits(3))) {
            MoCo<float[]> method = over(config);
            assertNoGradient(method, method.keyEncoder());
        }
        MoCoV3<float[]> method = third(false);
        assertNoGradient(method, method.keyEncoder());
    }

    private static void assertNoGradient(SslMethod<float[]> method, TargetBranch keys) {
        method.step(SmallNetworks.noise(MoCo.VIEWS, 6, 2, 5), MethodGradients.firstStep());
        for (ParameterGroup group : method.parameterGroups()) {
            assertThat(group.network().parameters().gradients().amaxNumber().doubleValue())
                    .as(group.network().name())
                    .isPositive();
        }
        assertThat(keys.networks()).hasSize(2);
        for (MomentumNetwork key : keys.networks()) {
            assertThat(key.network().parameters().gradients().amaxNumber().doubleValue())
                    .as(key.network().name())
                    .isZero();
        }
    }

    @Test
    void theViewsGoBackToWhereTheyCameFrom() {
        INDArray views = TestArrays.gaussian(1, 12, 3);
        RowShuffle shuffle = RowShuffle.of(2, 6, RandomKey.of(4));
        INDArray shuffled = shuffle.shuffled(views);
        assertThat(shuffled).isNotEqualTo(views);
        assertThat(shuffle.restored(shuffled)).isEqualTo(views);
        double[] firstView = shuffled.getColumn(0).dup().data().asDouble();
        for (int i = 0; i < 6; i++) {
            int row = i;
            assertThat(IntStream.range(0, 6).anyMatch(j -> views.getDouble(j, 0) == firstView[row]))
                    .isTrue();
        }
    }

    /** With parts of 2 rows each, a query's statistics come from its neighbour, and its key's from other rows. */
    @Test
    void keysAreNormalisedAmongOtherSamplesThanTheirQueries() {
        MoCo<float[]> together = over(small());
        MoCo<float[]> apart = over(small().withBatchNormSplits(3));
        INDArray queue = apart.state().arrays().get("queue").array();
        INDArray same = together.state().arrays().get("queue").array();
        assertThat(queue).isEqualTo(same);
        INDArray half = TestArrays.gaussian(9, 6, 5);
        INDArray views = Nd4j.concat(0, half, half);
        ViewBatch batch = new ViewBatch(6, new int[6], Map.of(MoCo.VIEWS, Rows.of(views)));
        together.step(batch, MethodGradients.firstStep());
        apart.step(batch, MethodGradients.firstStep());
        assertThat(queue).isNotEqualTo(same);
    }

    @Test
    void aBatchThatDoesNotDivideIsRefusedBeforeTheFirstStep() {
        assertThatThrownBy(() -> Trainer.builder()
                        .optimizer(Sgd.of(0.1))
                        .batchSize(9)
                        .epochs(1)
                        .build()
                        .fit(over(small().withBatchNormSplits(4)), new Vectors(20, 5, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'moco-v2' needs batches of a multiple of 4 samples, got batch size 9");
        assertThatThrownBy(() -> Trainer.builder()
                        .optimizer(Sgd.of(0.1))
                        .batchSize(8)
                        .dropLast(false)
                        .epochs(1)
                        .build()
                        .fit(over(small().withBatchNormSplits(4)), new Vectors(26, 5, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a last batch");
    }

    @Test
    void theVersionsHaveTheirNamesAndViews() {
        assertThat(recipe(MoCoConfig.v1(), 32)).isEqualTo(Recipes.MOCO_SMALL);
        assertThat(recipe(MoCoConfig.v1(), 224)).isEqualTo(Recipes.MOCO_V1);
        assertThat(recipe(MoCoConfig.v2(), 224)).isEqualTo(Recipes.MOCO_V2);
        assertThat(over(small()).name()).isEqualTo("moco-v2");
    }

    private static ViewRecipe<Image> recipe(MoCoConfig config, int size) {
        return Recipes.forMethod(config.viewsNeeded().recipe(), ImageInput.of(size, size, 3));
    }

    @Test
    void aProjectorOfTheOtherVersionIsRefused() {
        Encoder<Image> encoder = ImageEncoders.tiny(ImageInput.of(12, 12, 1), 3);
        assertThatThrownBy(() -> SslMethods.create("moco-v1", encoder, Map.of("projector-hidden", "16"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MoCo v1 has a linear projector, got the hidden layers [16]; MoCo v2 is the one with hidden"
                        + " layers");
        assertThatThrownBy(() -> SslMethods.create("moco-v2", encoder, Map.of("projector-hidden", ""), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MoCo v2 has a projector with at least one hidden layer, got none");
    }

    @Test
    void thePredictorIsAsWideAsAnotherProjector() {
        MoCoV3Config config = MoCoV3Config.defaults().withProjector(HeadShape.of(8, 16));
        assertThat(config.projector()).isEqualTo(HeadShape.of(8, 16));
        assertThat(config.predictor())
                .isEqualTo(MoCoV3Config.defaults().predictor().withOutputs(8));
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(MoCoConfig.v2())
                .isEqualTo(new MoCoConfig(
                        0.1,
                        4096,
                        new HeadShape(List.of(512), 128, HeadNorm.NONE, HeadNorm.NONE, true, true),
                        EmaSchedule.constant(0.99),
                        false,
                        8,
                        Negatives.softmax(),
                        0));
        assertThat(MoCoConfig.v1().projector())
                .isEqualTo(new HeadShape(List.of(), 128, HeadNorm.NONE, HeadNorm.NONE, true, true));
        assertThat(MoCoV3Config.defaults())
                .isEqualTo(new MoCoV3Config(
                        0.2,
                        new HeadShape(List.of(4096), 256, HeadNorm.AFFINE, HeadNorm.PLAIN, false, false),
                        new HeadShape(List.of(4096), 256, HeadNorm.AFFINE, HeadNorm.NONE, false, false),
                        EmaSchedule.cosine(0.99),
                        false,
                        0));
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> MoCoConfig.v2().withTemperature(0))
                .hasMessageContaining("the temperature must be finite and above 0, got 0.0");
        assertThatThrownBy(() -> MoCoConfig.v2().withQueueSize(0))
                .hasMessage("the queue must hold at least 1 key, got 0");
        assertThatThrownBy(() -> MoCoConfig.v2().withBatchNormSplits(0)).hasMessageContaining("at least 1 part, got 0");
        assertThatThrownBy(() -> MoCoV3Config.defaults().withHeads(HeadShape.of(8), HeadShape.of(9)))
                .hasMessageContaining("as wide as the projector's, 8, got 9");
    }
}

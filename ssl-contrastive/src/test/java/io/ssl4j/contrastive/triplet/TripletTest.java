package io.ssl4j.contrastive.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.contrastive.PairMethodContract;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TripletTest {

    private abstract static class Contract extends PairMethodContract {

        private final TripletConfig config;

        Contract(Distance distance, double margin, NegativeMining mining) {
            this.config =
                    TripletConfig.defaults().withDistance(distance, margin).withNegatives(mining);
        }

        @Override
        protected SslMethod<float[]> method(Parts<float[]> parts, boolean shared) {
            return new Triplet<>(parts, config.withSharedBatchStatistics(shared));
        }

        @Override
        protected double learningRate() {
            return 0.3;
        }
    }

    @Nested
    class SemiHard extends Contract {
        SemiHard() {
            super(Distance.COSINE, 0.1, NegativeMining.SEMI_HARD);
        }
    }

    @Nested
    class RandomNegatives extends Contract {
        RandomNegatives() {
            super(Distance.COSINE, 0.5, NegativeMining.RANDOM);
        }
    }

    @Nested
    class HardestEuclidean extends Contract {
        HardestEuclidean() {
            super(Distance.EUCLIDEAN, 1, NegativeMining.HARDEST);
        }
    }

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(
                getClass(), Map.of("triplet", golden -> new Triplet<>(golden.parts(), TripletConfig.defaults())));
    }

    @Test
    void aStepDrawsItsNegativesFromItsOwnAddress() {
        Triplet<float[]> method = new Triplet<>(
                PairMethodContract.doubleParts(), TripletConfig.defaults().withNegatives(NegativeMining.RANDOM));
        var batch = PairMethodContract.noise();
        double first = method.step(batch, step(1)).loss();
        assertThat(method.step(batch, step(1)).loss()).isEqualTo(first);
        assertThat(method.step(batch, step(2)).loss()).isNotEqualTo(first);
    }

    private static StepContext step(long seed) {
        return new StepContext(0, 0, new RunLength(1, 1), RandomKey.of(seed));
    }

    @Test
    void theDefaultsArePinned() {
        HeadShape head = new HeadShape(List.of(512), 128, HeadNorm.AFFINE, HeadNorm.AFFINE, false, false);
        assertThat(TripletConfig.defaults())
                .isEqualTo(new TripletConfig(Distance.COSINE, 0.1, NegativeMining.SEMI_HARD, head, true, 0));
        assertThat(TripletConfig.defaults()
                        .withDistance(Distance.EUCLIDEAN, 1)
                        .withNegatives(NegativeMining.RANDOM)
                        .withProjector(HeadShape.of(3))
                        .withSharedBatchStatistics(false)
                        .withSeed(4))
                .isEqualTo(new TripletConfig(Distance.EUCLIDEAN, 1, NegativeMining.RANDOM, HeadShape.of(3), false, 4));
    }

    @Test
    void imagesGetSimClrsViewsAndTheOptionsArrive() {
        var encoder = ImageEncoders.tiny(ImageInput.of(16, 16, 3), 1);
        var method = SslMethods.create(
                "triplet",
                encoder,
                Map.of("distance", "euclidean", "margin", "1", "negatives", "semi-hard", "projector-output", "16"),
                1);
        assertThat(method.views().describe())
                .isEqualTo(Recipes.SIMCLR_SMALL.views(ImageInput.of(encoder)).describe());
        assertThat(method.settings())
                .contains("distance=EUCLIDEAN")
                .contains("margin=1.0")
                .contains("negatives=SEMI_HARD")
                .contains("outputs=16");
    }

    @Test
    void aMarginThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> TripletConfig.defaults().withDistance(Distance.COSINE, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the margin must be finite and above 0, got 0.0");
    }
}

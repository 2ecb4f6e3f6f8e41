package io.ssl4j.contrastive.dcl;

import static io.ssl4j.core.testing.Agreement.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.contrastive.PairMethodContract;
import io.ssl4j.contrastive.loss.DclLoss;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DclTest {

    @Nested
    class Plain extends PairMethodContract {

        @Override
        protected SslMethod<float[]> method(Parts<float[]> parts, boolean shared) {
            return new Dcl<>(parts, DclConfig.dcl().withSharedBatchStatistics(shared));
        }
    }

    @Nested
    class Weighted extends PairMethodContract {

        @Override
        protected SslMethod<float[]> method(Parts<float[]> parts, boolean shared) {
            return new Dcl<>(parts, DclConfig.dclw().withSharedBatchStatistics(shared));
        }

        /** Weights take no gradient; with so wide a sigma they do not move. */
        @Override
        protected SslMethod<float[]> differentiable(Parts<float[]> parts, boolean shared) {
            return new Dcl<>(parts, DclConfig.dclw().withSigma(1e12).withSharedBatchStatistics(shared));
        }

        @Test
        void theWeightsAreInTheLossOfAStep() {
            StepResult weighted = firstStep(new Dcl<>(smallParts(), DclConfig.dclw()));
            StepResult plain = firstStep(new Dcl<>(smallParts(), DclConfig.dcl()));
            assertThat(weighted.loss()).isNotEqualTo(plain.loss());
            assertClose(
                    "loss",
                    weighted.loss(),
                    DclLoss.weighted(0.1, 0.5)
                            .evaluateStacked(weighted.embeddings().orElseThrow())
                            .value(),
                    1e-12);
        }
    }

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(
                getClass(),
                Map.of(
                        "dcl",
                        golden -> new Dcl<>(golden.parts(), DclConfig.dcl()),
                        "dclw",
                        golden -> new Dcl<>(golden.parts(), DclConfig.dclw())));
    }

    @Test
    void theDefaultsArePinned() {
        HeadShape head = new HeadShape(List.of(512), 128, HeadNorm.AFFINE, HeadNorm.AFFINE, false, false);
        assertThat(DclConfig.dcl()).isEqualTo(new DclConfig(0.1, OptionalDouble.empty(), head, true, 0));
        assertThat(DclConfig.dclw()).isEqualTo(new DclConfig(0.1, OptionalDouble.of(0.5), head, true, 0));
        assertThat(DclConfig.dcl()
                        .withTemperature(0.2)
                        .withSigma(1)
                        .withProjector(HeadShape.of(3))
                        .withSharedBatchStatistics(false)
                        .withSeed(4))
                .isEqualTo(new DclConfig(0.2, OptionalDouble.of(1), HeadShape.of(3), false, 4));
    }

    @Test
    void imagesGetSimClrsViews() {
        var encoder = ImageEncoders.tiny(ImageInput.of(16, 16, 3), 1);
        Dcl<?> method = Dcl.of(encoder, DclConfig.dclw());
        assertThat(method.name()).isEqualTo("dclw");
        assertThat(method.encoders().get("encoder")).isSameAs(encoder);
        assertThat(method.views().describe())
                .isEqualTo(Recipes.SIMCLR_SMALL.views(ImageInput.of(encoder)).describe());
        assertThat(method.settings()).contains("temperature=0.1").contains("sigma=OptionalDouble[0.5]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void valuesThatAreNotPositiveAreRefused(double value) {
        assertThatThrownBy(() -> DclConfig.dcl().withTemperature(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temperature must be finite and above 0, got " + value);
        assertThatThrownBy(() -> DclConfig.dcl().withSigma(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sigma must be finite and above 0, got " + value);
    }
}

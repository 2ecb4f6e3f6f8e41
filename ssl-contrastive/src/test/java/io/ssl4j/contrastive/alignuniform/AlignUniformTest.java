package io.ssl4j.contrastive.alignuniform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.contrastive.PairMethodContract;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.testing.GoldenTrajectories;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AlignUniformTest extends PairMethodContract {

    @Override
    protected SslMethod<float[]> method(Parts<float[]> parts, boolean shared) {
        return new AlignUniform<>(parts, AlignUniformConfig.defaults().withSharedBatchStatistics(shared));
    }

    @TestFactory
    List<DynamicTest> fiveStepsAgreeWithPyTorch() {
        return GoldenTrajectories.tests(
                getClass(),
                Map.of("align_uniform", golden -> new AlignUniform<>(golden.parts(), AlignUniformConfig.defaults())));
    }

    @Test
    void theSettingsReachTheLoss() {
        var alone =
                new AlignUniform<>(smallParts(), AlignUniformConfig.defaults().withLambda(0));
        var result = firstStep(alone);
        assertThat(result.loss())
                .isEqualTo(result.terms().get(AlignUniformLoss.ALIGNMENT))
                .isPositive();
        assertThat(firstStep(new AlignUniform<>(smallParts(), AlignUniformConfig.defaults()))
                        .loss())
                .isLessThan(result.loss());
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(AlignUniformConfig.defaults())
                .isEqualTo(new AlignUniformConfig(
                        2,
                        2,
                        1,
                        new HeadShape(List.of(512), 128, HeadNorm.AFFINE, HeadNorm.AFFINE, false, false),
                        true,
                        0));
        assertThat(AlignUniformConfig.defaults()
                        .withAlpha(1)
                        .withT(3)
                        .withLambda(0.5)
                        .withProjector(HeadShape.of(3))
                        .withSharedBatchStatistics(false)
                        .withSeed(4))
                .isEqualTo(new AlignUniformConfig(1, 3, 0.5, HeadShape.of(3), false, 4));
    }

    @Test
    void imagesGetSimClrsViews() {
        var encoder = ImageEncoders.tiny(ImageInput.of(16, 16, 3), 1);
        AlignUniform<?> method = AlignUniform.of(encoder, AlignUniformConfig.defaults());
        assertThat(method.encoders().get("encoder")).isSameAs(encoder);
        assertThat(method.views().describe())
                .isEqualTo(Recipes.SIMCLR_SMALL.views(ImageInput.of(encoder)).describe());
        assertThat(method.settings()).contains("t=2.0");
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> AlignUniformConfig.defaults().withAlpha(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1, got 0.5");
        assertThatThrownBy(() -> AlignUniformConfig.defaults().withT(0)).hasMessageContaining("above 0, got 0.0");
        assertThatThrownBy(() -> AlignUniformConfig.defaults().withLambda(-1))
                .hasMessageContaining("at least 0, got -1.0");
    }
}

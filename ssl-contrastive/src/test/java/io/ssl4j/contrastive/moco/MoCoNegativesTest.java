package io.ssl4j.contrastive.moco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.contrastive.loss.Negatives;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.JointEmbeddingMethod.Parts;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.testing.NoisyPairs;
import io.ssl4j.core.testing.SmallNetworks;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MoCo with other denominators over its queue, as configured and by name. */
class MoCoNegativesTest {

    private static MoCo<float[]> over(Negatives negatives, boolean symmetric) {
        Branch online = Branch.of(SmallNetworks.mlp("encoder", 5, 8, 6), SmallNetworks.mlp("projector", 6, 7, 4));
        MoCoConfig config = MoCoConfig.v2()
                .withQueueSize(10)
                .withProjector(HeadShape.of(4, 7))
                .withBatchNormSplits(1)
                .withTemperature(0.5)
                .withSymmetric(symmetric)
                .withNegatives(negatives);
        return new MoCo<>(new Parts<>(online, new NoisyPairs(5, 0), Map.of()), config);
    }

    @Test
    void everyParameterGradientIsACentralDifference() {
        Set<Double> losses = new HashSet<>();
        for (Negatives negatives : List.of(
                Negatives.softmax(),
                Negatives.decoupled(),
                Negatives.debiased(0.1),
                Negatives.hard(0.1, 1),
                Negatives.softmax().withCancelAbove(0.3))) {
            for (boolean symmetric : new boolean[] {false, true}) {
                MethodGradients.check(over(negatives, symmetric), SmallNetworks.noise(MoCo.VIEWS, 6, 2, 5));
                losses.add(over(negatives, symmetric)
                        .step(SmallNetworks.noise(MoCo.VIEWS, 6, 2, 5), MethodGradients.firstStep())
                        .loss());
            }
        }
        assertThat(losses).as("each is a loss of its own").hasSize(10);
    }

    @Test
    void theLossAtCollapseIsThatOfTheNegatives() {
        assertThat(over(Negatives.softmax(), true).collapseHints(6).lossWhenAlike())
                .isEqualTo(OptionalDouble.of(2 * Math.log(11)));
        assertThat(over(Negatives.decoupled(), false).collapseHints(6).lossWhenAlike())
                .isEqualTo(OptionalDouble.of(Math.log(10)));
        assertThat(over(Negatives.hard(0.1, 1), false).collapseHints(6).lossWhenAlike())
                .isEmpty();
        assertThat(over(Negatives.softmax().withCancelAbove(0.9), false)
                        .collapseHints(6)
                        .lossWhenAlike())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"moco-v1", "moco-v2"})
    void optionsReachTheConfiguration(String version) {
        assertThat(settings(version, Map.of())).contains(Negatives.softmax().toString());
        assertThat(settings(version, Map.of("negatives", "decoupled")))
                .contains(Negatives.decoupled().toString());
        assertThat(settings(version, Map.of("negatives", "debiased", "tau-plus", "0.05")))
                .contains(Negatives.debiased(0.05).toString());
        assertThat(settings(version, Map.of("negatives", "hard", "beta", "0.5", "cancel-above", "0.8")))
                .contains(Negatives.hard(0.1, 0.5).withCancelAbove(0.8).toString());
        assertThatThrownBy(() -> settings(version, Map.of("tau-plus", "0.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tau-plus is of debiased and hard negatives, got 0.1 with SOFTMAX");
    }

    private static String settings(String version, Map<String, String> options) {
        return SslMethods.create(version, ImageEncoders.tiny(ImageInput.of(16, 16, 3), 1), options, 1)
                .settings();
    }
}

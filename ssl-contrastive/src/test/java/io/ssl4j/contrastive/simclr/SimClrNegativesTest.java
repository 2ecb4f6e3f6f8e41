package io.ssl4j.contrastive.simclr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.contrastive.PairMethodContract;
import io.ssl4j.contrastive.loss.Negatives;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.MethodGradients;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** SimCLR with other denominators, as configured and by name. */
class SimClrNegativesTest {

    @Test
    void everyParameterGradientIsACentralDifference() {
        Set<Double> losses = new HashSet<>();
        for (Negatives negatives : List.of(
                Negatives.softmax(),
                Negatives.decoupled(),
                Negatives.debiased(0.1),
                Negatives.hard(0.1, 1),
                Negatives.hard(0.1, 1).withCancelAbove(0.7))) {
            SimClrConfig config = SimClrConfig.defaults().withNegatives(negatives);
            MethodGradients.check(new SimClr<>(PairMethodContract.doubleParts(), config), PairMethodContract.noise());
            for (Objective objective : Objective.values()) {
                losses.add(new SimClr<>(PairMethodContract.doubleParts(), config.withObjective(objective))
                        .step(PairMethodContract.noise(), MethodGradients.firstStep())
                        .loss());
            }
        }
        assertThat(losses).as("each is a loss of its own").hasSize(10);
    }

    @Test
    void optionsReachTheConfiguration() {
        assertThat(settings(Map.of())).contains(Negatives.softmax().toString());
        assertThat(settings(Map.of("negatives", "decoupled")))
                .contains(Negatives.decoupled().toString());
        assertThat(settings(Map.of("negatives", "debiased")))
                .contains(Negatives.debiased(0.1).toString());
        assertThat(settings(Map.of("negatives", "hard")))
                .contains(Negatives.hard(0.1, 1).toString());
        assertThat(settings(Map.of("negatives", "hard", "tau-plus", "0.05", "beta", "0.5", "cancel-above", "0.8")))
                .contains(Negatives.hard(0.05, 0.5).withCancelAbove(0.8).toString());
    }

    @Test
    void optionsThatPlayNoPartAreRefused() {
        assertThatThrownBy(() -> settings(Map.of("tau-plus", "0.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tau-plus is of debiased and hard negatives, got 0.1 with SOFTMAX");
        assertThatThrownBy(() -> settings(Map.of("negatives", "debiased", "beta", "1")))
                .hasMessageContaining("beta is of hard negatives, got 1.0 with DEBIASED");
        assertThatThrownBy(() -> settings(Map.of("negatives", "soft")))
                .hasMessageContaining("must be one of [softmax, decoupled, debiased, hard], got 'soft'");
    }

    private static String settings(Map<String, String> options) {
        return SslMethods.create("simclr", ImageEncoders.tiny(ImageInput.of(16, 16, 3), 1), options, 1)
                .settings();
    }
}

package io.ssl4j.noncontrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.noncontrastive.byol.ByolConfig;
import io.ssl4j.noncontrastive.dino.DinoConfig;
import io.ssl4j.noncontrastive.dino.TeacherTemperature;
import io.ssl4j.noncontrastive.simsiam.SimSiamConfig;
import io.ssl4j.noncontrastive.wmse.WMseConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Options that depend on each other, whatever the order in which they are read. */
class OptionsTest {

    private static String settings(String method, Map<String, String> options) {
        return SslMethods.create(method, ImageEncoders.tiny(ImageInput.of(12, 12, 1), 1), options, 0)
                .settings();
    }

    @Test
    void aPredictorIsAsWideAsItsProjector() {
        HeadShape projector =
                ByolConfig.defaults().projector().withHidden(List.of(8)).withOutputs(5);
        Map<String, String> heads = Map.of("projector-hidden", "8", "projector-output", "5", "predictor-hidden", "3");
        assertThat(settings("byol", heads))
                .isEqualTo(ByolConfig.defaults()
                        .withHeads(projector, projector.withHidden(List.of(3)))
                        .toString());
        assertThat(settings("byol", Map.of("projector-hidden", "8", "projector-output", "5", "predictor", "false")))
                .isEqualTo(ByolConfig.defaults()
                        .withProjector(projector)
                        .withoutPredictor()
                        .toString());
        SimSiamConfig siam = SimSiamConfig.defaults();
        assertThat(settings("simsiam", heads))
                .isEqualTo(siam.withHeads(
                                siam.projector().withHidden(List.of(8)).withOutputs(5),
                                HeadShape.of(5, 3).withHiddenBias(false))
                        .toString());
    }

    @Test
    void aSubBatchIsHeldAgainstTheProjectorThatWasAskedFor() {
        Map<String, String> small = Map.of("sub-batch", "6", "projector-hidden", "8", "projector-output", "3");
        assertThat(settings("w-mse", small))
                .isEqualTo(WMseConfig.defaults()
                        .withSubBatch(6, HeadShape.of(3, 8))
                        .toString());
        assertThatThrownBy(() -> settings("w-mse", Map.of("projector-hidden", "8", "projector-output", "200")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more samples than the projector has outputs, 200");
    }

    @Test
    void aTeachersTemperatureIsTheSameThroughoutUnlessAFirstOneIsGiven() {
        DinoConfig small = DinoConfig.defaults().withHead(HeadShape.of(4, 8), 5);
        Map<String, String> head = Map.of("projector-hidden", "8", "projector-output", "4", "outputs", "5");
        assertThat(settings("dino", with(head, Map.of("teacher-temperature", "0.06"))))
                .isEqualTo(small.withTeacherTemperature(TeacherTemperature.constant(0.06))
                        .toString());
        Map<String, String> rising = Map.of(
                "teacher-temperature", "0.06", "teacher-temperature-first", "0.03", "teacher-warmup-epochs", "5");
        assertThat(settings("dino", with(head, rising)))
                .isEqualTo(small.withTeacherTemperature(new TeacherTemperature(0.03, 0.06, 5))
                        .toString());
        assertThatThrownBy(() -> settings("dino", Map.of("teacher-temperature-first", "0.03")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs at least 2 epochs of warm-up, got 0");
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}

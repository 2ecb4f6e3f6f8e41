package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a method must do besides that can be given views. */
public abstract class JointEmbeddingContract extends MethodContract {

    private static final ImageInput INPUT = ImageInput.of(12, 12, 1);

    /** The factories of a method, with the defaults of its configuration. */
    protected abstract ApiMethod byApi(String method);

    /** Views of another size, or of other channels, than the encoder's input. */
    @ParameterizedTest
    @MethodSource("methods")
    void viewsThatTheEncoderDoesNotTakeAreRefused(SslMethodProvider provider) {
        ApiMethod byApi = byApi(provider.name());
        for (ImageInput other : List.of(ImageInput.of(16, 16, 1), ImageInput.of(12, 12, 3))) {
            ViewGenerator<Image> views =
                    byApi.own().apply(ImageEncoders.tiny(other, 3)).views();
            assertThatThrownBy(() -> byApi.over().apply(ImageEncoders.tiny(INPUT, 3), views))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs views in the rows that its encoder takes, "
                            + Arrays.toString(INPUT.rowShape()) + ", but view '")
                    .hasMessageContaining("has rows of " + Arrays.toString(other.rowShape()))
                    .hasMessageContaining("make the views for encoder.input()");
        }
    }
}

package io.ssl4j.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateScalingTest {

    @Test
    void scales() {
        assertThat(LearningRateScaling.none().scale(0.3, 512)).isEqualTo(0.3);
        assertThat(LearningRateScaling.linear(256).scale(0.3, 512)).isEqualTo(0.6);
        assertThat(LearningRateScaling.linear(256).scale(0.3, 64)).isEqualTo(0.075);
        assertThat(LearningRateScaling.squareRoot(256).scale(0.3, 1024)).isEqualTo(0.6);
        // SimCLR, appendix B.1: 0.075 sqrt(4096) = 4.8 = 0.3 x 4096 / 256.
        assertThat(LearningRateScaling.squareRoot(1).scale(0.075, 4096)).isCloseTo(4.8, within(1e-12));
        assertThat(LearningRateScaling.linear(256).scale(0.3, 4096)).isCloseTo(4.8, within(1e-12));
    }

    @Test
    void saysBothRates() {
        assertThat(LearningRateScaling.none().describe(0.002, 256))
                .isEqualTo("learning rate 0.002 as given, for 256 samples per update");
        assertThat(LearningRateScaling.linear(256).describe(0.3, 512))
                .isEqualTo("learning rate 0.6 = 0.3 per 256 samples, scaled linearly to 512 samples per update");
        assertThat(LearningRateScaling.squareRoot(1).describe(0.075, 16))
                .isEqualTo(
                        "learning rate 0.3 = 0.075 per 1 sample, scaled by the square root to 16 samples per update");
    }

    @Test
    void isForAtLeastOneSample() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningRateScaling.linear(0))
                .withMessage("a learning rate is for at least 1 sample per update, got 0; 256 is usual");
    }
}

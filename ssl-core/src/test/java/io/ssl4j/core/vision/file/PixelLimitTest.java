package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PixelLimitTest {

    private static final long LONG_FILE = 1L << 32;

    @AfterEach
    void restore() {
        System.clearProperty(PixelLimit.PROPERTY);
    }

    private static String problem(int height, int width) {
        return PixelLimit.problem(height, width, ImageFormat.PNG, LONG_FILE);
    }

    @Test
    void aLargeImageIsRefusedWithTheReasonAndTheOptionThatRaisesTheLimit() {
        assertThat(problem(13377, 13377)).isNull();
        assertThat(problem(20_000, 20_000))
                .isEqualTo("the header says 20000 x 20000 pixels, 400000000 in all, and images are read to at most"
                        + " 178956970, because a small file can claim enough of them to fill the memory; if you trust"
                        + " the file, raise the limit: java -Dssl4j.maxPixels=400000000");
    }

    @Test
    void theLimitCanBeRaisedAndLowered() {
        System.setProperty(PixelLimit.PROPERTY, "400000000");
        assertThat(problem(20_000, 20_000)).isNull();
        System.setProperty(PixelLimit.PROPERTY, "100");
        assertThat(problem(10, 11)).contains("110 in all, and images are read to at most 100,");
    }

    @Test
    void aHeaderThatClaimsMoreThanTheFileCanHoldIsRefusedWhateverTheLimitIs() {
        System.setProperty(PixelLimit.PROPERTY, "400000000");
        assertThat(PixelLimit.problem(20_000, 20_000, ImageFormat.PNG, 1000))
                .isEqualTo("the header says 20000 x 20000 pixels, but a PNG file of 1000 bytes is read to at most"
                        + " 8256000");
    }

    @Test
    void aLimitThatIsNoNumberIsRefused() {
        System.setProperty(PixelLimit.PROPERTY, "many");
        assertThatThrownBy(() -> problem(10, 10))
                .hasMessage("-Dssl4j.maxPixels must be a number of pixels above 0, got 'many'");
    }
}

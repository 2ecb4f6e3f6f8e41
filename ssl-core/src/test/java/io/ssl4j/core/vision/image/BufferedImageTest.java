package io.ssl4j.core.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.testing.SyntheticImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Image} from and to Java's pictures. */
class BufferedImageTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void thereAndBackGivesTheSameSamples(int channels) {
        Random random = new Random(channels);
        int samples = 5 * 7 * channels;
        byte[] bytes = new byte[samples];
        short[] shorts = new short[samples];
        float[] floats = new float[samples];
        random.nextBytes(bytes);
        for (int i = 0; i < samples; i++) {
            shorts[i] = (short) random.nextInt();
            floats[i] = random.nextFloat() * 3 - 1;
        }
        assertThat(again(Image.ofBytes(5, 7, channels, bytes)).bytes()).isEqualTo(bytes);
        assertThat(again(Image.ofShorts(5, 7, channels, shorts)).shorts()).isEqualTo(shorts);
        assertThat(again(Image.ofFloats(5, 7, channels, floats)).floats()).isEqualTo(floats);
    }

    private static Image again(Image image) {
        Image back = Image.of(image.toBufferedImage());
        assertThat(back.shape()).isEqualTo(image.shape());
        return back;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void javaWritesThePictureAndReadsTheSameSamples(int channels) throws IOException {
        Image image = SyntheticImages.noise(1, 9, 6, channels, 3).get(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image.toBufferedImage(), "png", out)).isTrue();
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(Image.of(read).bytes()).isEqualTo(image.bytes());
    }

    @Test
    void aColourModeConverts() {
        BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0xFFFF0000);
        picture.setRGB(1, 0, 0x00000000);
        assertThat(Image.of(picture).channels()).isEqualTo(4);
        assertThat(Image.of(picture, ColorMode.RGB).bytes()).containsExactly(0xFF, 0, 0, 0xFF, 0xFF, 0xFF);
        assertThat(Image.of(picture, ColorMode.GRAY).bytes()).containsExactly(76, 0xFF);
    }

    @Test
    void moreThanFourChannelsHaveNoPicture() {
        assertThatThrownBy(() -> Image.ofBytes(1, 2, 5, new byte[10]).toBufferedImage())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a BufferedImage has 1 channel (gray), 2 (gray and alpha), 3 (RGB) or 4 (RGB and alpha),"
                        + " got an image of 1 x 2 x 5; choose some of its channels");
    }
}

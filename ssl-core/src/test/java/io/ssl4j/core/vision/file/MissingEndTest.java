package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that lacks only its end is read and counted; one that lacks a pixel is refused. */
class MissingEndTest {

    private static final Image IMAGE = SyntheticImages.patterns(1, 2, 32, 3, 1).get(0);

    @ParameterizedTest
    @CsvSource({"gif, 1", "png, 1", "png, 4", "png, 11", "png, 12"})
    void aFileWithoutItsEndIsReadAndCounted(String format, int missing) {
        byte[] whole = ImageFixtures.encode(format, IMAGE);
        long before = FileNote.MISSING_END.files();
        Image image = ImageFile.read(Arrays.copyOf(whole, whole.length - missing), "cut", ColorMode.RGB);
        assertThat(image.bytes())
                .isEqualTo(ImageFile.read(whole, "whole", ColorMode.RGB).bytes());
        assertThat(FileNote.MISSING_END.files()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"gif, 3", "png, 13", "png, 60"})
    void aFileWithoutItsLastPixelsIsRefused(String format, int missing) {
        byte[] whole = ImageFixtures.encode(format, IMAGE);
        assertThatThrownBy(() -> ImageFile.read(Arrays.copyOf(whole, whole.length - missing), "cut", ColorMode.RGB))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("the file is cut short");
    }

    /** The data of the pixels may lie in several chunks: a cut between two of them leaves no chunk damaged. */
    @Test
    void aPngThatEndsBetweenTwoChunksOfPixelsIsRefused() throws IOException {
        BufferedImage noise = SyntheticImages.noise(1, 200, 200, 3, 1).get(0).toBufferedImage();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(noise, "png", out);
        byte[] whole = out.toByteArray();
        int second = indexOf(whole, "IDAT", indexOf(whole, "IDAT", 0) + 1) - 4;
        assertThat(second).as("the second chunk of pixels").isGreaterThan(1000);
        assertThatThrownBy(() -> ImageFile.read(Arrays.copyOf(whole, second), "cut", ColorMode.RGB))
                .hasMessageContaining("the file is cut short: the length of a chunk at byte " + second);
    }

    private static int indexOf(byte[] content, String type, int from) {
        return new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(type, from);
    }
}

package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {

    @TempDir
    Path folder;

    private static Image image(int channels, int... samples) {
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            bytes[i] = (byte) samples[i];
        }
        return Image.ofBytes(1, samples.length / channels, channels, bytes);
    }

    private Path write(String name, Image image) {
        return ImageFixtures.writePicture(folder.resolve(name), image);
    }

    private static int[] unsigned(Image image) {
        int[] samples = new int[image.bytes().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = image.bytes()[i] & 0xFF;
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({"png,1", "png,3", "png,4", "bmp,1", "bmp,3"})
    void losslessFormatsGiveTheSamplesThatWereWritten(String format, int channels) {
        Image written = SyntheticImages.noise(1, 13, 17, channels, 5).get(0);
        Image read = ImageFile.read(write("x." + format, written), ColorMode.AS_STORED);

        assertThat(read.shape()).isEqualTo(written.shape());
        assertThat(read.bytes()).isEqualTo(written.bytes());
    }

    @Test
    void jpegAndGifAreReadToo() {
        Image written = SyntheticImages.patterns(1, 2, 32, 3, 1).get(0);
        Image jpeg = ImageFile.read(write("x.jpg", written), ColorMode.RGB);
        assertThat(jpeg.shape()).isEqualTo("32 x 32 x 3");
        double error = 0;
        for (int i = 0; i < jpeg.bytes().length; i++) {
            error += Math.abs((jpeg.bytes()[i] & 0xFF) - (written.bytes()[i] & 0xFF));
        }
        assertThat(error / jpeg.bytes().length).isLessThan(20);

        Image gray = image(1, 0, 51, 102, 255);
        assertThat(ImageFile.read(write("x.gif", gray), ColorMode.GRAY).bytes()).isEqualTo(gray.bytes());
        assertThat(ImageFile.read(folder.resolve("x.gif"), ColorMode.AS_STORED).shape())
                .isEqualTo("1 x 4 x 1");
    }

    @Test
    void grayIsRepeatedAndColourBecomesLuma() {
        Path gray = write("g.png", image(1, 10, 128, 200));
        assertThat(unsigned(ImageFile.read(gray, ColorMode.RGB)))
                .containsExactly(10, 10, 10, 128, 128, 128, 200, 200, 200);

        Path colour = write("c.png", image(3, 255, 0, 0, 0, 255, 0, 0, 0, 255));
        assertThat(unsigned(ImageFile.read(colour, ColorMode.GRAY))).containsExactly(76, 150, 29);
    }

    @Test
    void transparentPartsAreLaidOverWhite() {
        Path file = write("a.png", image(4, 10, 20, 30, 255, 10, 20, 30, 0, 100, 100, 100, 51));

        assertThat(unsigned(ImageFile.read(file, ColorMode.RGB)))
                .containsExactly(10, 20, 30, 255, 255, 255, 224, 224, 224);
        assertThat(unsigned(ImageFile.read(file, ColorMode.AS_STORED)))
                .containsExactly(10, 20, 30, 255, 10, 20, 30, 0, 100, 100, 100, 51);
    }

    @Test
    void bitmapsAreScaledTo8Bits() throws IOException {
        BufferedImage bits = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY);
        bits.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 1, 0});
        ImageIO.write(bits, "png", folder.resolve("bits.png").toFile());
        assertThat(unsigned(ImageFile.read(folder.resolve("bits.png"), ColorMode.AS_STORED)))
                .containsExactly(0, 255, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
    void theFormatIsToldByTheContentAndTheShapeByTheHeader(String format) throws IOException {
        Path file = write("x." + format, SyntheticImages.noise(1, 9, 5, 3, 1).get(0));
        Path renamed = Files.move(file, folder.resolve("y.png"));

        assertThat(ImageFile.shape(renamed, ColorMode.RGB)).isEqualTo(new ImageShape(9, 5, 3));
        assertThat(ImageFile.shape(renamed, ColorMode.GRAY)).isEqualTo(new ImageShape(9, 5, 1));
        assertThat(ImageFile.read(renamed, ColorMode.RGB).shape()).isEqualTo("9 x 5 x 3");
    }

    @Test
    void refusesATruncatedJpegThatTheJavaLibraryAccepts() throws IOException {
        Path file = write("x.jpg", SyntheticImages.patterns(1, 2, 64, 3, 1).get(0));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
        assertThat(ImageIO.read(file.toFile())).as("what ImageIO makes of it").isNotNull();

        assertThatThrownBy(() -> ImageFile.read(file, ColorMode.RGB))
                .isInstanceOfSatisfying(DatasetFormatException.class, e -> assertThat(e.offset())
                        .isEqualTo(whole.length * 2L / 3))
                .hasMessageStartingWith(
                        file + " at byte " + whole.length * 2 / 3 + ": the file is cut short: the scan,");
    }

    @Test
    void refusesATruncatedPng() throws IOException {
        Path file = write("x.png", SyntheticImages.noise(1, 20, 20, 3, 1).get(0));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, 600));

        assertThatThrownBy(() -> ImageFile.read(file, ColorMode.RGB))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith(file + " at byte 600: the file is cut short: chunk IDAT at byte 41 needs");
    }

    @Test
    void refusesAPngWhoseChecksumIsWrong() throws IOException {
        Path file = write("x.png", SyntheticImages.noise(1, 20, 20, 3, 1).get(0));
        byte[] content = Files.readAllBytes(file);
        content[300] ^= 4;
        Files.write(file, content);

        assertThatThrownBy(() -> ImageFile.read(file, ColorMode.RGB))
                .hasMessageMatching(
                        ".* at byte 33: the checksum of chunk IDAT must be .*, got .*; the file is damaged");
    }

    @Test
    void refusesWhatIsNoImage() {
        Path text = ImageFixtures.write(folder.resolve("t.png"), "hello, world".getBytes());
        assertThatThrownBy(() -> ImageFile.read(text, ColorMode.RGB))
                .hasMessage(text + " at byte 0: an image file begins as PNG, JPEG, GIF, BMP, TIFF or WebP"
                        + " do, got"
                        + " 68 65 6C 6C 6F 2C 20 77");
        Path empty = ImageFixtures.write(folder.resolve("e.jpg"), new byte[0]);
        assertThatThrownBy(() -> ImageFile.read(empty, ColorMode.RGB))
                .hasMessage(empty + " at byte 0: the file is empty");
    }
}

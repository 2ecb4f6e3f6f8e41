package io.ssl4j.core.vision.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.image.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDecoderTest {

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = JpegDecoderTest.class.getResourceAsStream("/jpeg/" + name + ".jpg")) {
            return in.readAllBytes();
        }
    }

    private static JpegPicture decode(byte[] content) {
        return JpegDecoder.of(content).orElseThrow().decode();
    }

    private static void assertSameAsJavaLibrary(byte[] content) throws IOException {
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(content));
        int[] samples = expected.getRaster().getPixels(0, 0, expected.getWidth(), expected.getHeight(), (int[]) null);
        JpegPicture picture = decode(content);
        assertThat(picture.height()).isEqualTo(expected.getHeight());
        assertThat(picture.width()).isEqualTo(expected.getWidth());
        assertThat(picture.channels()).isEqualTo(expected.getRaster().getNumBands());
        assertThat(unsigned(picture.samples())).isEqualTo(samples);
    }

    private static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        Arrays.setAll(values, i -> bytes[i] & 0xFF);
        return values;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "444",
                "422",
                "420",
                "444_restarts",
                "422_restarts",
                "420_restarts",
                "444_own_codes",
                "422_own_codes",
                "420_own_codes",
                "gray_restarts"
            })
    void givesTheSamplesOfTheJavaLibraryToTheBit(String name) throws IOException {
        assertSameAsJavaLibrary(resource(name));
    }

    /** Sizes below, at and beyond blocks and units; noise reaches the ends of the range. */
    @Test
    void everySmallSizeIsDecodedToTheBit() throws IOException {
        for (int height = 1; height <= 34; height += height < 18 ? 1 : 5) {
            for (int width = 5; width <= 37; width += width < 20 ? 1 : 5) {
                Image colour = SyntheticImages.noise(1, height, width, 3, width).get(0);
                assertSameAsJavaLibrary(ImageFixtures.encode("jpg", colour));
                Image gray = SyntheticImages.noise(1, height, width, 1, width).get(0);
                assertSameAsJavaLibrary(ImageFixtures.encode("jpg", gray));
            }
        }
    }

    /** More blocks than are transformed at once, along both axes. */
    @ParameterizedTest
    @CsvSource({"400,300", "16,9000", "3000,16"})
    void largePicturesAreDecodedToTheBit(int height, int width) throws IOException {
        assertSameAsJavaLibrary(ImageFixtures.encode(
                "jpg", SyntheticImages.noise(1, height, width, 3, 3).get(0)));
    }

    @Test
    void otherKindsAreLeftToOtherDecoders() throws IOException {
        assertThat(JpegDecoder.of(resource("progressive"))).isEmpty();
        Image narrow = SyntheticImages.noise(1, 9, 4, 3, 1).get(0);
        assertThat(JpegDecoder.of(ImageFixtures.encode("jpg", narrow))).isEmpty();
    }

    @Test
    void theFewestEighthsThatAreEnoughAreFound() throws IOException {
        JpegDecoder decoder = JpegDecoder.of(resource("444")).orElseThrow();
        assertThat(decoder.height()).isEqualTo(37);
        assertThat(decoder.width()).isEqualTo(49);
        assertThat(decoder.eighths(1, 1)).isEqualTo(1);
        assertThat(decoder.eighths(19, 1)).isEqualTo(4);
        assertThat(decoder.eighths(20, 1)).isEqualTo(5);
        assertThat(decoder.eighths(1, 26)).isEqualTo(5);
        assertThat(decoder.eighths(37, 49)).isEqualTo(8);
        assertThat(decoder.eighths(1000, 1000)).isEqualTo(8);
        assertThatThrownBy(() -> decoder.decode(9))
                .hasMessage("a picture is decoded at 1 to 8 eighths of its size, got 9");
    }

    /** The lowest frequencies of each block of the full picture, transformed back to fewer samples, in double. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void aReducedPictureHasTheLowestFrequenciesOfEachBlock(int eighths) throws IOException {
        byte[] content = resource("gray_restarts");
        JpegPicture full = decode(content);
        JpegPicture reduced = JpegDecoder.of(content).orElseThrow().decode(eighths);
        assertThat(reduced.height()).isEqualTo((41 * eighths + 7) / 8);
        assertThat(reduced.width()).isEqualTo((30 * eighths + 7) / 8);
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 3; column++) {
                double[][] expected = ReducedBlocks.of(full, row, column, eighths);
                for (int y = 0; y < eighths; y++) {
                    for (int x = 0; x < eighths; x++) {
                        int at = (row * eighths + y) * reduced.width() + column * eighths + x;
                        assertThat(reduced.samples()[at] & 0xFF)
                                .as("block %d, %d: sample %d, %d", row, column, y, x)
                                .isCloseTo((int) Math.round(expected[y][x]), within(2));
                    }
                }
            }
        }
    }

    /** Smooth colours are where they were, at every size and with every fineness of chroma. */
    @ParameterizedTest
    @CsvSource({"0", "1"})
    void aReducedPictureShowsTheSame(int vertical) throws IOException {
        byte[] samples = new byte[96 * 80 * 3];
        for (int i = 0; i < samples.length; i++) {
            int y = i / 240;
            int x = i / 3 % 80;
            samples[i] = (byte) (40 + (vertical == 1 ? 2 * y : 2 * x) * (i % 3 == 1 ? 0.5 : 1) + (i % 3 == 2 ? 10 : 0));
        }
        byte[] content = ImageFixtures.encode("jpg", Image.ofBytes(96, 80, 3, samples));
        for (int eighths = 1; eighths <= 8; eighths++) {
            JpegPicture picture = JpegDecoder.of(content).orElseThrow().decode(eighths);
            for (int i = 0; i < picture.samples().length; i++) {
                double y = (i / 3 / picture.width() + 0.5) * 8 / eighths - 0.5;
                double x = (i / 3 % picture.width() + 0.5) * 8 / eighths - 0.5;
                double expected = 40 + 2 * (vertical == 1 ? y : x) * (i % 3 == 1 ? 0.5 : 1) + (i % 3 == 2 ? 10 : 0);
                assertThat((double) (picture.samples()[i] & 0xFF))
                        .as("%d eighths, sample %d", eighths, i)
                        .isBetween(expected - 9, expected + 9);
            }
        }
    }

    @Test
    void dataThatEndTooEarlyAreRefusedWithTheirPlace() throws IOException {
        byte[] content = resource("420");
        byte[] cut = Arrays.copyOf(content, content.length - 300);
        assertThatThrownBy(() -> decode(cut))
                .isInstanceOfSatisfying(
                        JpegDamageException.class, e -> assertThat(e.offset()).isEqualTo(cut.length))
                .hasMessage("the data of the scan end before the picture is complete");
    }

    @Test
    void aLostRestartMarkerIsRefused() throws IOException {
        byte[] content = resource("gray_restarts");
        int at = indexOfMarker(content, 0xD2);
        content[at + 1] = (byte) 0xD4;
        assertThatThrownBy(() -> decode(content))
                .isInstanceOfSatisfying(
                        JpegDamageException.class, e -> assertThat(e.offset()).isEqualTo(at))
                .hasMessage("a restart marker FFD2 must be here");
    }

    private static int indexOfMarker(byte[] content, int marker) {
        int at = 2;
        while ((content[at] & 0xFF) != 0xFF || (content[at + 1] & 0xFF) != marker) {
            at++;
        }
        return at;
    }
}

package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.Image.SampleType;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples that are numbers keep their values and their type; {@code kinds/number_kinds.py} wrote the files. */
class NumberKindsTest {

    private static final int HEIGHT = 18;
    private static final int WIDTH = 24;

    @TempDir
    Path folder;

    /** A file whose sample at row y, column x, channel c is {@code start + step * (24 y + x + 432 c)}. */
    private record Kind(String file, SampleType type, int channels, double start, double step) {

        double value(int y, int x, int c) {
            double value = start + step * (WIDTH * y + x + HEIGHT * WIDTH * c);
            return type == SampleType.FLOAT32 ? value : (long) value;
        }

        @Override
        public String toString() {
            return file;
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = NumberKindsTest.class.getResourceAsStream("/kinds/" + name)) {
            return in.readAllBytes();
        }
    }

    static Stream<Kind> kinds() throws IOException {
        List<String> lines = new String(resource("number_kinds.csv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split(","))
                .map(cells -> new Kind(
                        cells[0],
                        SampleType.valueOf(cells[1]),
                        Integer.parseInt(cells[2]),
                        Double.parseDouble(cells[3]),
                        Double.parseDouble(cells[4])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void samplesKeepTheirValuesAndTheirType(Kind kind) throws IOException {
        Image image = ImageFile.read(resource("numbers/" + kind.file), kind.file, ColorMode.AS_STORED);
        assertThat(image.sampleType()).isEqualTo(kind.type);
        assertThat(ImageShape.of(image)).isEqualTo(new ImageShape(HEIGHT, WIDTH, kind.channels));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int c = 0; c < kind.channels; c++) {
                    assertThat(image.value(y, x, c)).as("%d, %d, %d", y, x, c).isEqualTo(kind.value(y, x, c));
                }
            }
        }
    }

    @Test
    void coloursOfNumbersAreConvertedWithTheirValues() throws IOException {
        Image rgb = ImageFile.read(resource("numbers/int16.tif"), "gray", ColorMode.RGB);
        assertThat(rgb.shape()).isEqualTo("18 x 24 x 3");
        assertThat(rgb.value(1, 2, 0)).isEqualTo(-1000 + 5 * 26);
        assertThat(rgb.value(1, 2, 2)).isEqualTo(-1000 + 5 * 26);
        Image gray = ImageFile.read(resource("numbers/int16_rgb.tif"), "colour", ColorMode.GRAY);
        double[] colours = {-1000, -1000 + 5 * 432, -1000 + 5 * 864};
        assertThat(gray.value(0, 0, 0))
                .isEqualTo(Math.round(0.299 * colours[0] + 0.587 * colours[1] + 0.114 * colours[2]));
        Path file = ImageFixtures.write(folder.resolve("a.tif"), resource("numbers/float32_planes.tif"));
        assertThat(ImageFile.shape(file, ColorMode.GRAY)).isEqualTo(new ImageShape(18, 24, 1));
    }

    @Test
    void manyBandsAreReadOnlyAsStored() throws IOException {
        byte[] bands = resource("numbers/float32_13_bands.tif");
        assertThatThrownBy(() -> ImageFile.read(bands, "scene.tif", ColorMode.RGB))
                .hasMessage("scene.tif at byte 0: a file of 13 channels cannot be read with 3; read it as stored:"
                        + " --color as_stored, ColorMode.AS_STORED");
    }

    @Test
    void missingNumbersAreRefused() throws IOException {
        byte[] content = resource("numbers/float32_big_endian.tif");
        content[content.length - 4] = 0x7F;
        content[content.length - 3] = (byte) 0xC0;
        content[content.length - 2] = 0;
        content[content.length - 1] = 0;
        assertThatThrownBy(() -> ImageFile.read(content, "gap.tif", ColorMode.AS_STORED))
                .hasMessage(
                        "gap.tif at byte 0: cannot be decoded as TIFF: every sample of an image must be finite, got NaN"
                                + " at position 431; clean the data before it becomes an image");
    }

    /** Entry 3 of the directory is the compression; entries have 12 bytes, the value the last 4 of them. */
    private static byte[] withCompression(int number) throws IOException {
        byte[] content = resource("numbers/float32_big_endian.tif");
        content[10 + 3 * 12 + 8] = (byte) (number >> 8);
        content[10 + 3 * 12 + 9] = (byte) number;
        return content;
    }

    @Test
    void otherCompressionsAreRefusedByName() throws IOException {
        byte[] content = withCompression(50_000);
        assertThatThrownBy(() -> ImageFile.read(content, "zstd.tif", ColorMode.AS_STORED))
                .hasMessage("zstd.tif at byte 0: cannot be decoded as TIFF: signed, 32-bit and float samples are read"
                        + " without compression or with LZW, Deflate or PackBits, got compression 50000 with predictor 1;"
                        + " convert the file");
    }

    @Test
    void damagedDataAreRefused() throws IOException {
        byte[] lzw = withCompression(5);
        assertThatThrownBy(() -> ImageFile.read(lzw, "cut.tif", ColorMode.AS_STORED))
                .hasMessageStartingWith("cut.tif at byte 0: cannot be decoded as TIFF: LZW code ")
                .hasMessageEndingWith("; the file is damaged");
        byte[] deflate = withCompression(8);
        assertThatThrownBy(() -> ImageFile.read(deflate, "cut.tif", ColorMode.AS_STORED))
                .hasMessageStartingWith("cut.tif at byte 0: cannot be decoded as TIFF: compressed data are damaged: ");
    }
}

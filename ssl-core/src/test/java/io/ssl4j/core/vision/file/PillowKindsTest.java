package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of file gives the picture that Pillow gives, within the tolerance that {@code kinds/pillow_kinds.py}
 * states for it.
 */
class PillowKindsTest {

    @TempDir
    Path folder;

    /**
     * A file and what Pillow makes of it.
     *
     * @param most the largest difference of a sample, of 255
     * @param mean the largest mean difference, of 255
     * @param rgb height x width x 3
     */
    private record Kind(String file, ImageShape shape, int most, double mean, byte[] rgb) {
        @Override
        public String toString() {
            return file;
        }
    }

    private static InputStream resource(String name) {
        return PillowKindsTest.class.getResourceAsStream("/kinds/" + name);
    }

    static Stream<Kind> kinds() throws IOException {
        try (InputStream table = resource("pillow_kinds.csv");
                InputStream pixels = new GZIPInputStream(resource("pillow_rgb.gz"))) {
            List<String> lines = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            Stream.Builder<Kind> kinds = Stream.builder();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                ImageShape shape = new ImageShape(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), 3);
                byte[] rgb = pixels.readNBytes(shape.height() * shape.width() * 3);
                int most = Integer.parseInt(cells[3]);
                kinds.add(new Kind(cells[0], shape, most, Double.parseDouble(cells[4]), rgb));
            }
            return kinds.build();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void isReadAsPillowReadsIt(Kind kind) throws IOException {
        Path file = ImageFixtures.write(folder.resolve(kind.file), content(kind.file));
        Image image = ImageFile.read(file, ColorMode.RGB);
        assertThat(ImageShape.of(image)).isEqualTo(kind.shape);
        assertThat(ImageFile.shape(file, ColorMode.RGB)).as("from the header").isEqualTo(kind.shape);
        float[] samples = new float[kind.rgb.length];
        image.copyTo(samples, 0);
        double most = 0;
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            double difference = Math.abs(255 * samples[i] - (kind.rgb[i] & 0xFF));
            most = Math.max(most, difference);
            sum += difference;
        }
        assertThat(most).as("the largest difference").isLessThanOrEqualTo(kind.most + 1e-4);
        assertThat(sum / samples.length).as("the mean difference").isLessThanOrEqualTo(kind.mean + 1e-4);
    }

    private static byte[] content(String file) throws IOException {
        try (InputStream in = resource("files/" + file)) {
            return in.readAllBytes();
        }
    }
}

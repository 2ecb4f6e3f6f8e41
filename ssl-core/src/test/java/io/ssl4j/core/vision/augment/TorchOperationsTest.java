package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.assertClose;
import static io.ssl4j.core.vision.augment.TestImages.buffer;
import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static io.ssl4j.core.vision.augment.TestImages.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operations against torchvision's on float tensors; the figures are from {@code torch_operations.py}.
 * Torchvision's luma uses 0.2989 for red where BT.601 and this library have 0.299, hence the tolerance of 2e-4 where
 * luma takes part.
 */
class TorchOperationsTest {

    record Figures(String operation, double[] arguments, Image image, float[] expected) {
        @Override
        public String toString() {
            return operation + ' ' + Arrays.toString(arguments);
        }

        float tolerance() {
            return List.of("contrast", "saturation", "grayscale").contains(operation)
                    ? 2e-4f
                    : operation.equals("hue") ? 3e-6f : 2e-6f;
        }
    }

    static List<String[]> lines(String resource) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TorchOperationsTest.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Stream<Figures> figures() {
        return lines("/augment/torch_operations.csv").stream().map(cells -> {
            double[] arguments = Stream.of(cells[1].split(" "))
                    .filter(text -> !text.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            Image image = pattern(Integer.parseInt(cells[2]), Integer.parseInt(cells[3]), Integer.parseInt(cells[4]));
            float[] expected = new float[cells.length - 5];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = Float.parseFloat(cells[i + 5]);
            }
            return new Figures(cells[0], arguments, image, expected);
        });
    }

    @ParameterizedTest
    @MethodSource("figures")
    void agreesWithTorchvision(Figures figures) {
        float[] bytes = result(figures, figures.image());
        assertClose(bytes, figures.expected(), figures.tolerance());
        Image floats = Image.ofFloats(
                figures.image().height(),
                figures.image().width(),
                figures.image().channels(),
                samples(figures.image()));
        assertClose(result(figures, floats), bytes, 1e-7f);
    }

    @Test
    void everyOperationIsThere() {
        assertThat(figures().map(Figures::operation).distinct())
                .containsExactlyInAnyOrder(
                        "hue", "brightness", "contrast", "saturation", "grayscale", "solarize", "blur", "crop");
    }

    private static float[] result(Figures figures, Image image) {
        double[] a = figures.arguments();
        ImageBuffer picture = buffer(image);
        switch (figures.operation()) {
            case "hue" -> ColorOperations.hue(picture, (float) a[0]);
            case "brightness" -> ColorOperations.brightness(picture, (float) a[0]);
            case "contrast" -> ColorOperations.contrast(picture, (float) a[0]);
            case "saturation" -> ColorOperations.saturation(picture, (float) a[0]);
            case "grayscale" -> Grayscale.LUMA.apply(picture, stream(1));
            case "solarize" -> new Solarize((float) a[0]).apply(picture, stream(1));
            case "blur" -> new GaussianBlur(a[1], a[1], BlurKernel.ofRadius((int) a[0])).apply(picture, stream(1));
            case "crop" -> {
                picture.reshape((int) a[4], (int) a[5], image.channels());
                picture.resampler().window((int) a[0], (int) a[1], (int) a[2], (int) a[3]);
                picture.resampler().resample(image, (int) a[4], (int) a[5], picture.planes());
            }
            default -> throw new IllegalArgumentException("an operation that is not known: " + figures);
        }
        return samples(picture);
    }
}

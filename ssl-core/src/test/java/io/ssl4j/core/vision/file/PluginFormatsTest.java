package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formats that need TwelveMonkeys' plug-ins; the files are from {@code pillow_pictures.py}. */
class PluginFormatsTest {

    @TempDir
    Path folder;

    /** A copy of a test resource. */
    static Path resource(Path folder, String name) {
        try (InputStream in = PluginFormatsTest.class.getResourceAsStream("/data/" + name)) {
            return ImageFixtures.write(folder.resolve(name), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Image read(String name, ColorMode color) {
        return ImageFile.read(resource(folder, name), color);
    }

    @Test
    void floatSamplesStayFloats() {
        Image image = read("float.tif", ColorMode.AS_STORED);
        assertThat(image.sampleType()).isEqualTo(Image.SampleType.FLOAT32);
        assertThat(image.shape()).isEqualTo("16 x 24 x 1");
        assertThat(image.sample(0, 0, 0)).isEqualTo(1);
        assertThat(image.sample(0, 12, 0)).isZero();
        assertThat(image.sample(15, 23, 0)).isEqualTo(90 / 255f, within(1e-7f));
    }

    @Test
    void aTiffOf16BitsKeepsThem() {
        Image image = read("gray16.tif", ColorMode.AS_STORED);
        assertThat(image.sampleType()).isEqualTo(Image.SampleType.UINT16);
        assertThat(image.shorts()[0] & 0xFFFF).isEqualTo(65535);
        assertThat(image.shorts()[15 * 24 + 23]).isEqualTo((short) (90 * 257));
        assertThat(read("gray16.tif", ColorMode.RGB).shape()).isEqualTo("16 x 24 x 3");
    }

    @Test
    void transparentWebPIsLaidOverWhite() {
        Image image = read("alpha.webp", ColorMode.RGB);
        assertThat(image.bytes()).startsWith(255, 127, 127, 255, 0, 0);
        assertThat(read("alpha.webp", ColorMode.AS_STORED).channels()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"lzw.tif, TIFF, imageio-tiff", "lossless.webp, WebP, imageio-webp"})
    void withoutThePluginTheErrorNamesIt(String name, String format, String artifact) throws IOException {
        Path file = resource(folder, name);
        ImageFormat detected = ImageFormat.detect(Origin.of(file), java.nio.file.Files.readAllBytes(file));
        assertThatThrownBy(() -> ImageReaders.of(Origin.of(file), detected, Collections.<ImageReader>emptyIterator()))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(file + " at byte 0: a " + format + " file is read by a plug-in that is not on the class"
                        + " path; add com.twelvemonkeys.imageio:" + artifact + ":3.15.0 to the program's dependencies,"
                        + " or convert the file to PNG");
    }

    @Test
    void otherFormatsKeepTheReadersOfTheJavaLibrary() throws IOException {
        for (ImageFormat format : ImageFormat.values()) {
            ImageReader reader = ImageReaders.of(Origin.of(folder), format);
            assertThat(reader.getClass().getName())
                    .startsWith(format.plugin().isPresent() ? "com.twelvemonkeys." : "com.sun.imageio.");
            format.plugin().ifPresent(coordinates -> assertThat(
                            reader.getOriginatingProvider().getVersion())
                    .as("the version that the errors name")
                    .startsWith(coordinates.replaceFirst(".*:", "")));
            reader.dispose();
        }
    }

    @Test
    void whatOnlyBeginsLikeWebPIsRefused() {
        Path sound = ImageFixtures.write(folder.resolve("sound.webp"), "RIFF\4\0\0\0WAVE".getBytes());
        assertThatThrownBy(() -> ImageFile.read(sound, ColorMode.RGB))
                .hasMessage(sound + " at byte 8: of RIFF files only WebP pictures are read, got 'WAVE'");
    }
}

package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.Image;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are bytes, not files. */
class ImageBytesTest {

    private final Image image = SyntheticImages.noise(1, 40, 30, 3, 7).get(0);

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "bmp"})
    void bytesAndStreamsGiveTheSamplesOfTheFile(String format, @TempDir Path folder) {
        byte[] content = ImageFixtures.encode(format, image);
        Path file = ImageFixtures.write(folder.resolve("x"), content);
        ImageFolderOptions small =
                ImageFolderOptions.defaults().withColor(ColorMode.GRAY).withResize(8, 8);

        byte[] rgb = ImageFile.read(file, ColorMode.RGB).bytes();
        assertThat(ImageFile.read(content, "x").bytes()).isEqualTo(rgb);
        assertThat(ImageFile.read(new ByteArrayInputStream(content), "x").bytes())
                .isEqualTo(rgb);
        byte[] gray = ImageFile.read(file, ColorMode.GRAY).bytes();
        assertThat(ImageFile.read(content, "x", ColorMode.GRAY).bytes()).isEqualTo(gray);
        assertThat(ImageFile.read(new ByteArrayInputStream(content), "x", ColorMode.GRAY)
                        .bytes())
                .isEqualTo(gray);
        byte[] resized = ImageFile.read(file, small).bytes();
        assertThat(ImageFile.read(content, "x", small).bytes()).isEqualTo(resized);
        assertThat(ImageFile.read(new ByteArrayInputStream(content), "x", small).bytes())
                .isEqualTo(resized);
    }

    @Test
    void errorsBeginWithTheNameThatTheCallerGave() {
        byte[] png = ImageFixtures.encode("png", image);
        byte[] cut = Arrays.copyOf(png, png.length / 2);
        assertThatThrownBy(() -> ImageFile.read(cut, "https://host/a.png?x=1"))
                .isInstanceOfSatisfying(
                        DatasetFormatException.class, e -> assertThat(e.path()).isNull())
                .hasMessageStartingWith("https://host/a.png?x=1 at byte " + cut.length + ": the file is cut short: ");
        assertThatThrownBy(() -> ImageFile.read(new byte[0], "upload 17"))
                .hasMessage("upload 17 at byte 0: the file is empty");
        byte[] jpeg = ImageFixtures.encode("jpeg", image);
        assertThatThrownBy(() -> ImageFile.read(Arrays.copyOf(jpeg, jpeg.length - 2), "upload 18"))
                .hasMessageStartingWith("upload 18 at byte ");
    }

    @Test
    void aStreamThatFailsIsNamed() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> ImageFile.read(broken, "upload 19"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("could not read upload 19: java.io.IOException: connection reset");
    }

    @Test
    void encodedImagesAreADataSet() {
        List<byte[]> contents =
                List.of(ImageFixtures.encode("png", image), ImageFixtures.encode("jpeg", image), new byte[] {1, 2});
        ImageDataset images = ImageDataset.encoded(
                contents,
                List.of("row 1", "row 2", "row 3"),
                ImageFolderOptions.defaults().withResize(20, 15));

        assertThat(images.shape()).hasToString("20 x 15 x 3");
        assertThat(images.name(1)).isEqualTo("row 2");
        assertThat(images.get(0).shape()).isEqualTo("20 x 15 x 3");
        assertThatThrownBy(() -> images.get(2)).hasMessageStartingWith("row 3 at byte 0: an image file begins as PNG");
        assertThatThrownBy(() -> ImageDataset.encoded(contents, List.of("a"), ImageFolderOptions.defaults()))
                .hasMessage("every content needs a name, got 3 contents and 1 names");
    }
}

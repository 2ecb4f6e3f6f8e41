package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReadingTest {

    @TempDir
    Path folder;

    private final ImageDataset gray = SyntheticImages.indexed(300, 4, 5, 1);

    @ParameterizedTest
    @ValueSource(strings = {"images-idx3-ubyte", "images-idx3-ubyte.gz"})
    void readsGrayImagesPlainAndCompressed(String name) {
        ImageDataset read = ImageDataset.idx(ImageFixtures.writeIdxImages(folder.resolve(name), gray));

        assertThat(read.size()).isEqualTo(300);
        assertThat(read.shape()).isEqualTo(new ImageShape(4, 5, 1));
        for (int i = 0; i < 300; i++) {
            assertThat(read.get(i).bytes()).isEqualTo(gray.get(i).bytes());
        }
        assertThat(read).hasToString("300 images of 4 x 5 x 1");
    }

    @Test
    void readsColourImagesInterleaved() {
        ImageDataset colour = SyntheticImages.indexed(3, 2, 3, 3);
        ImageDataset read = ImageDataset.idx(ImageFixtures.writeIdxImages(folder.resolve("c.idx"), colour));

        assertThat(read.shape()).hasToString("2 x 3 x 3");
        assertThat(read.get(2).bytes()).isEqualTo(colour.get(2).bytes());
    }

    @Test
    void readsLabels() {
        Path images = ImageFixtures.writeIdxImages(folder.resolve("i.gz"), gray.select(0, 1, 2));
        LabeledImageDataset read =
                LabeledImageDataset.idx(images, ImageFixtures.writeIdxLabels(folder.resolve("l"), 7, 0, 200));

        assertThat(read.labels()).containsExactly(7, 0, 200);
        assertThat(read.classNames()).hasSize(201).startsWith("0", "1");
        assertThat(read.withClassNames(read.classNames())).hasToString("3 images of 4 x 5 x 1 in 201 classes");
    }

    @Test
    void refusesAFileThatIsCutShortWithPathAndOffset() throws IOException {
        Path file = ImageFixtures.writeIdxImages(folder.resolve("images"), gray);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));

        assertThatThrownBy(() -> ImageDataset.idx(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(file + " at byte 1000: the header says [300, 4, 5] bytes, but only 984 follow it;"
                        + " the file is cut short or its header is damaged");
    }

    @Test
    void refusesACompressedFileThatIsCutShort() throws IOException {
        Path file = ImageFixtures.writeIdxImages(folder.resolve("images.gz"), SyntheticImages.noise(100, 28, 28, 1, 1));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> ImageDataset.idx(file))
                .isInstanceOfSatisfying(DatasetFormatException.class, e -> {
                    assertThat(e.path()).isEqualTo(file);
                    assertThat(e.offset()).isBetween(30_000L, 40_000L);
                })
                .hasMessageContaining("the gzip stream is cut short");
    }

    @Test
    void refusesACompressedFileWhoseChecksumIsWrong() throws IOException {
        Path file = ImageFixtures.writeIdxImages(folder.resolve("images.gz"), gray);
        byte[] content = Files.readAllBytes(file);
        content[content.length - 8] ^= 1;
        Files.write(file, content);

        assertThatThrownBy(() -> ImageDataset.idx(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("at byte 6016: the gzip stream is damaged in the bytes after this");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void judgesAHeaderBeforeAnythingIsAllocated(boolean compressed) {
        byte[] header = ByteBuffer.allocate(20)
                .putInt(0x0803)
                .putInt(Integer.MAX_VALUE)
                .putInt(Integer.MAX_VALUE)
                .putInt(Integer.MAX_VALUE)
                .array();
        Path file = ImageFixtures.write(folder.resolve(compressed ? "h.gz" : "h"), header);

        assertThatThrownBy(() -> ImageDataset.idx(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("the header says [2147483647, 2147483647, 2147483647] bytes, but");
    }

    @Test
    void saysWhatCameInsteadOfIdx() {
        Path file = ImageFixtures.write(folder.resolve("x"), "PK\3\4 and more".getBytes());
        assertThatThrownBy(() -> ImageDataset.idx(file))
                .hasMessage(file + " at byte 0: an IDX file begins with two zero bytes, got 50 4B 03 04");

        Path floats = ImageFixtures.write(folder.resolve("f"), new byte[] {0, 0, 0x0D, 3, 0, 0, 0, 0});
        assertThatThrownBy(() -> ImageDataset.idx(floats))
                .hasMessageContaining(
                        "at byte 2: only IDX files of unsigned bytes (type 0x08) are read, got type 0x0D");
    }

    @Test
    void tellsImagesFromLabels() {
        Path labels = ImageFixtures.writeIdxLabels(folder.resolve("l"), 1, 2, 3);
        Path images = ImageFixtures.writeIdxImages(folder.resolve("i"), gray);

        assertThatThrownBy(() -> ImageDataset.idx(labels)).hasMessageContaining("got 1; this is a file of labels");
        assertThatThrownBy(() -> LabeledImageDataset.idx(images, images))
                .hasMessageContaining("got 3; this is a file of images");
        assertThatThrownBy(() -> LabeledImageDataset.idx(images, labels))
                .hasMessageContaining("one label for each of the 300 images in " + images + ", got 3 labels");
    }

    @Test
    void refusesBytesAfterTheEnd() throws IOException {
        Path file = ImageFixtures.writeIdxImages(folder.resolve("i"), gray);
        byte[] content = Files.readAllBytes(file);
        byte[] longer = Arrays.copyOf(content, content.length + 3);
        Files.write(file, longer);
        Path compressed = ImageFixtures.write(folder.resolve("i.gz"), longer);

        assertThatThrownBy(() -> ImageDataset.idx(file))
                .hasMessageContaining("at byte 6016: the file must end after the 6000 bytes that its header says")
                .hasMessageContaining("but 3 more follow");
        assertThatThrownBy(() -> ImageDataset.idx(compressed))
                .hasMessageContaining("must end after its 300 images of 4 x 5 x 1, but more bytes follow");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> ImageDataset.idx(folder.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "there must be a file at " + folder.resolve("none") + ", got nothing there; check the path");
    }
}

package io.ssl4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader on files cut short at many places and with changed bytes: a telling refusal or a correct read. */
@Timeout(60)
class DamagedFilesTest {

    private static final Consumer<Path> PICTURE = file -> ImageFile.read(file, ColorMode.RGB);
    private static final LabeledImageDataset COLOUR = SyntheticImages.patterns(1, 4, 32, 3, 1);

    @TempDir
    Path folder;

    /** A kind of file: its content when whole, and how it is read. */
    record Kind(String name, byte[] content, Consumer<Path> reader) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() throws IOException {
        Image image = COLOUR.get(2);
        Path scratch = Files.createTempDirectory("kinds");
        byte[] idx = Files.readAllBytes(
                ImageFixtures.writeIdxImages(scratch.resolve("i"), SyntheticImages.noise(9, 7, 6, 1, 1)));
        byte[] cifar = Files.readAllBytes(ImageFixtures.writeCifar10(scratch.resolve("c"), COLOUR));
        Files.delete(scratch.resolve("i"));
        Files.delete(scratch.resolve("c"));
        Files.delete(scratch);
        return Stream.of(
                new Kind("png", ImageFixtures.encode("png", image), PICTURE),
                new Kind("jpeg", ImageFixtures.encode("jpg", image), PICTURE),
                new Kind("progressive jpeg", progressiveJpeg(image), PICTURE),
                new Kind("gif", ImageFixtures.encode("gif", image), PICTURE),
                new Kind("bmp", ImageFixtures.encode("bmp", image), PICTURE),
                new Kind("idx", idx, ImageDataset::idx),
                new Kind("idx gz", ImageFixtures.gzip(idx), ImageDataset::idx),
                new Kind("cifar", cifar, ImageDataset::cifar10),
                new Kind("cifar gz", ImageFixtures.gzip(cifar), ImageDataset::cifar10),
                new Kind("packed", packed(), DamagedFilesTest::readPacked));
    }

    private static byte[] packed() throws IOException {
        Path file = Files.createTempFile("kinds", ".pack");
        ImagePack.write(file, SyntheticImages.patterns(2, 3, 8, 1, 1));
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        return content;
    }

    private static void readPacked(Path file) {
        ImageDataset images = ImageDataset.packed(file);
        for (int i = 0; i < images.size(); i++) {
            images.get(i);
        }
    }

    private static byte[] progressiveJpeg(Image image) throws IOException {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        for (int p = 0; p < image.height() * image.width(); p++) {
            byte[] b = image.bytes();
            int rgb = (b[3 * p] & 0xFF) << 16 | (b[3 * p + 1] & 0xFF) << 8 | b[3 * p + 2] & 0xFF;
            picture.setRGB(p % image.width(), p / image.width(), rgb);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileCutShortAnywhereIsRefusedWithItsPath(Kind kind) throws IOException {
        Path file = folder.resolve("file");
        kind.reader().accept(Files.write(file, kind.content()));

        int step = Math.max(1, kind.content().length / 50);
        for (int length = 0; length < kind.content().length; length += length < 24 ? 1 : step) {
            if (kind.name().equals("cifar") && length > 0 && length % 3073 == 0) {
                continue;
            }
            Files.write(file, Arrays.copyOf(kind.content(), length));
            int cut = length;
            assertThatThrownBy(() -> kind.reader().accept(file))
                    .as("cut to %d of %d bytes", cut, kind.content().length)
                    .isInstanceOfSatisfying(DatasetFormatException.class, e -> {
                        assertThat(e.path()).isEqualTo(file);
                        assertThat(e.offset()).isBetween(0L, 4 * 3073L);
                    })
                    .hasMessageStartingWith(file + " at byte ");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aChangedByteIsRefusedWithThePathOrGivesAnImage(Kind kind) throws IOException {
        Path file = folder.resolve("file");
        RandomStream random = RandomKey.of(11).child(kind.name()).stream();
        for (int trial = 0; trial < 120; trial++) {
            byte[] content = kind.content().clone();
            int position = trial < 40 ? trial % content.length : random.nextInt(content.length);
            content[position] = (byte) (trial % 4 == 0 ? 0xFF : random.nextInt(256));
            Files.write(file, content);
            try {
                kind.reader().accept(file);
            } catch (DatasetFormatException e) {
                assertThat(e.path()).isEqualTo(file);
                assertThat(e.getMessage()).hasSizeGreaterThan(file.toString().length() + 10);
            }
        }
    }
}

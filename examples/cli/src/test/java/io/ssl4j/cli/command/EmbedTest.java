package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors as CSV and as .npy, read back here by the formats' own rules. */
class EmbedTest {

    private static final List<String> NAMES = List.of("a, b.png", "c\"d\".png", "plain.png");

    @TempDir
    Path folder;

    private Path photos;
    private Path encoder;
    private float[][] expected;

    @BeforeEach
    void prepare() throws IOException {
        ImageDataset images = SyntheticImages.noise(3, 12, 12, 3, 1);
        photos = folder.resolve("photos");
        for (int i = 0; i < NAMES.size(); i++) {
            ImageFixtures.writePicture(photos.resolve(NAMES.get(i)), images.get(i));
        }
        encoder = folder.resolve("encoder.zip");
        Encoder<Image> tiny = ImageEncoders.tiny(ImageInput.of(12, 12, 3), 1);
        tiny.save(encoder);
        expected = tiny.embed(images).toFloatMatrix();
    }

    @Test
    void csvHasNamesAndVectors() throws IOException {
        Path csv = folder.resolve("vectors.csv");
        Cli embedded = Cli.run("embed", "--encoder", encoder, "--data", photos, "--out", csv)
                .succeeded();
        assertThat(embedded.out()).isEqualToNormalizingNewlines("3 vectors of 64 numbers: " + csv + "\n");
        List<String> lines = Cli.lines(csv);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("name,v0,v1,").endsWith(",v63");
        List<String> quoted = List.of("\"a, b.png\"", "\"c\"\"d\"\".png\"", "plain.png");
        for (int i = 0; i < 3; i++) {
            assertThat(lines.get(i + 1)).startsWith(quoted.get(i) + ",");
            String[] numbers =
                    lines.get(i + 1).substring(quoted.get(i).length() + 1).split(",");
            assertThat(numbers).hasSize(64);
            for (int d = 0; d < 64; d++) {
                assertThat(Float.parseFloat(numbers[d])).isEqualTo(expected[i][d]);
            }
        }
    }

    @Test
    void npyHasTheVectorsAndAFileBesideItTheNames() throws IOException {
        Path npy = folder.resolve("vectors.npy");
        Cli.run("embed", "--encoder", encoder, "--data", photos, "--out", npy).succeeded();
        assertThat(Cli.lines(folder.resolve("vectors.names.txt"))).isEqualTo(NAMES);

        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        file.get(magic);
        assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        byte[] header = new byte[file.getShort()];
        file.get(header);
        assertThat(file.position() % 64).as("numpy aligns the data").isZero();
        assertThat(new String(header, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 64), }")
                .endsWith("\n");
        assertThat(file.remaining()).isEqualTo(3 * 64 * 4);
        for (float[] row : expected) {
            for (float value : row) {
                assertThat(file.getFloat()).isEqualTo(value);
            }
        }
    }

    @Test
    void imagesOfOtherSizesAreBroughtToTheEncoders() throws IOException {
        Image large = SyntheticImages.noise(1, 30, 40, 3, 2).get(0);
        ImageFixtures.writePicture(photos.resolve("wide.png"), large);
        Path csv = folder.resolve("v.csv");
        Cli.run("embed", "--encoder", encoder, "--data", photos, "--out", csv).succeeded();
        assertThat(Cli.lines(csv)).hasSize(5);
        assertThat(Cli.lines(csv).get(4)).startsWith("wide.png,");
    }

    @Test
    void theEncodersChannelCountMustBeTheImages() throws IOException {
        Path gray = folder.resolve("gray.zip");
        ImageEncoders.tiny(ImageInput.of(12, 12, 1), 1).save(gray);
        Path csv = folder.resolve("v.csv");
        assertThat(Cli.run("embed", "--encoder", gray, "--data", photos, "--out", csv)
                        .failure())
                .isEqualTo("ssl4j: the encoder takes images of 1 channel (12 x 12 x 1), the data has 3 channels"
                        + " (12 x 12 x 3); for a folder of image files, --color gray gives 1 channel and --color rgb"
                        + " gives 3");
        Cli.run("embed", "--encoder", gray, "--data", photos, "--color", "gray", "--out", csv)
                .succeeded();
    }

    @Test
    void theKindOfFileMustBeKnown() {
        assertThat(Cli.run("embed", "--encoder", encoder, "--data", photos, "--out", "v.txt")
                        .usageError())
                .isEqualTo("ssl4j: --out must end in .csv or .npy, got 'v.txt' (see 'ssl4j help embed')");
    }
}

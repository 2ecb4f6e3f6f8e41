package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    void colourAndSizeAreThoseOfTheEncoder() throws IOException {
        Path gray = folder.resolve("gray.zip");
        ImageEncoders.tiny(ImageInput.of(8, 10, 1), 1).save(gray);
        Path csv = folder.resolve("v.csv");
        Cli.run("embed", "--encoder", gray, "--data", photos, "--out", csv).succeeded();
        assertThat(Cli.lines(csv)).hasSize(4);
        Path same = folder.resolve("same.csv");
        Cli.run("embed", "--encoder", gray, "--data", photos, "--color", "gray", "--size", "8x10", "--out", same)
                .succeeded();
        assertThat(Cli.lines(same)).isEqualTo(Cli.lines(csv));
        Path pack = folder.resolve("p.pack");
        assertThat(Cli.run("pack", "--encoder", gray, "--data", photos, "--out", pack)
                        .succeeded()
                        .out())
                .startsWith("3 images of 8 x 10 x 1, ");
    }

    @Test
    void anOptionThatContradictsTheEncoderIsRefused() throws IOException {
        Path csv = folder.resolve("v.csv");
        assertThat(Cli.run("embed", "--encoder", encoder, "--data", photos, "--size", "16x16", "--out", csv)
                        .usageError())
                .isEqualTo("ssl4j: --size must be what the encoder takes, 12x12, got 16x16; leave it out: it is taken"
                        + " from the encoder (see 'ssl4j help embed')");
        assertThat(Cli.run("embed", "--encoder", encoder, "--data", photos, "--read", "color=gray", "--out", csv)
                        .usageError())
                .startsWith("ssl4j: --read color must be what the encoder takes, rgb, got gray; leave it out");
        assertThat(Cli.run("evaluate", "--encoder", encoder, "--data", photos, "--color", "gray")
                        .usageError())
                .startsWith("ssl4j: --color must be what the encoder takes, rgb, got gray; leave it out");
        assertThat(Cli.run("pack", "--encoder", encoder, "--data", photos, "--size", "9x9", "--out", csv)
                        .usageError())
                .startsWith("ssl4j: --size must be what the encoder takes, 12x12, got 9x9; leave it out");
    }

    @Test
    void imagesThatCannotBeReadInTheEncodersColoursAreAllCounted() {
        Path idx = ImageFixtures.writeIdxImages(folder.resolve("idx"), SyntheticImages.noise(5, 12, 12, 1, 1));
        assertThat(Cli.run("embed", "--encoder", encoder, "--data", idx, "--out", folder.resolve("v.csv"))
                        .failure())
                .isEqualTo("ssl4j: all 5 images are gray (1 channel), the encoder takes RGB (3 channels); convert the"
                        + " images, or train an encoder on images of these colours");
    }

    @Test
    void labelsAreKeptAndAPartCanBeChosen() throws IOException {
        LabeledImageDataset images = SyntheticImages.patterns(10, 2, 12, 3, 1);
        Path sorted = ImageFixtures.writeClassFolder(folder.resolve("sorted"), images);
        Path all = folder.resolve("all.csv");
        Cli.run("embed", "--encoder", encoder, "--data", sorted, "--out", all).succeeded();
        assertThat(Cli.lines(all)).hasSize(21);
        assertThat(Cli.lines(all).get(0)).startsWith("name,label,v0,");
        String first = images.classNames().get(0);
        assertThat(Cli.lines(all)).anyMatch(line -> line.startsWith(first + "/00000.png," + first + ","));

        Set<String> seen = new HashSet<>();
        int rows = 0;
        for (String part : List.of("train", "validation", "test")) {
            Path npy = folder.resolve(part + ".npy");
            Cli.run("embed", "--encoder", encoder, "--data", sorted, "--part", part, "--out", npy)
                    .succeeded();
            List<String> names = Cli.lines(folder.resolve(part + ".names.txt"));
            assertThat(names).as(part).isNotEmpty();
            rows += names.size();
            seen.addAll(names);
            List<String> labels = Cli.lines(folder.resolve(part + ".labels.txt"));
            for (int i = 0; i < names.size(); i++) {
                assertThat(names.get(i)).startsWith(labels.get(i) + "/");
            }
        }
        assertThat(rows).isEqualTo(20);
        assertThat(seen).as("the parts are disjoint").hasSize(20);
    }

    @Test
    void aPartThatIsNotThereIsRefused() {
        Path csv = folder.resolve("v.csv");
        assertThat(Cli.run("embed", "--encoder", encoder, "--data", photos, "--part", "test", "--out", csv)
                        .failure())
                .isEqualTo("ssl4j: --part test needs labelled images or data with a test part, got neither; leave"
                        + " --part out");
        assertThat(Cli.run("embed", "--encoder", encoder, "--data", photos, "--test-share", "0.5", "--out", csv)
                        .usageError())
                .startsWith("ssl4j: --test-share goes with --part, which is not given");
    }

    @Test
    void withoutDataThoseOfTheEncodersRunAreEmbedded() throws IOException {
        Path sorted =
                ImageFixtures.writeClassFolder(folder.resolve("sorted"), SyntheticImages.patterns(20, 2, 16, 3, 1));
        Cli.pretrain("--data", sorted, "--out", folder.resolve("run"), "--epochs", "1")
                .succeeded();
        Path csv = folder.resolve("v.csv");
        Cli.run("embed", "--encoder", folder.resolve("run/encoder.zip"), "--part", "test", "--out", csv)
                .succeeded();
        List<String> recorded = Cli.lines(folder.resolve("run/data.csv")).stream()
                .map(line -> line.split(","))
                .filter(cells -> cells[1].equals("test"))
                .map(cells -> cells[2])
                .toList();
        assertThat(Cli.lines(csv).stream().skip(1).map(line -> line.split(",")[0]))
                .as("the test part that the run recorded")
                .containsExactlyInAnyOrderElementsOf(recorded);
    }

    @Test
    void theKindOfFileMustBeKnown() {
        assertThat(Cli.run("embed", "--encoder", encoder, "--data", photos, "--out", "v.txt")
                        .usageError())
                .isEqualTo("ssl4j: --out must end in .csv or .npy, got 'v.txt' (see 'ssl4j help embed')");
    }
}

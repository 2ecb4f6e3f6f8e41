package io.ssl4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Settings from a file, and where an encoder comes from. */
class ConfigTest {

    @TempDir
    static Path folder;

    private static Path begun;

    @BeforeAll
    static void runFromAFile() throws IOException {
        Path config = Files.writeString(
                folder.resolve("mine.yaml"),
                """
                # everything else is as it is by default
                encoder: tiny
                limit: 120
                epochs: 2
                batch-size: 16
                set:
                  temperature: 0.3
                  projector-hidden: [24, 16]
                  projector-output: 8
                knn-every: 1
                tensorboard: true
                """);
        begun = folder.resolve("first");
        Cli.run("pretrain", "--config", config, "--out", begun, "--seed", 7, "--set", "projector-output=12")
                .succeeded();
    }

    @Test
    void theEffectiveSettingsAreRecordedInFull() throws IOException {
        assertThat(Cli.lines(begun.resolve("run.yaml")))
                .contains(
                        "encoder: tiny",
                        "limit: 120",
                        "seed: 7",
                        "  temperature: 0.3",
                        "  projector-hidden: \"24,16\"",
                        "  projector-output: 12",
                        // What nothing was said about:
                        "method: simclr",
                        "optimizer: adam",
                        "lr: 0.002",
                        "weight-decay: 1.0E-6",
                        "test-share: 0.2",
                        "split-seed: 1",
                        "on-full-disk: STOP",
                        "skip-unreadable: false",
                        "  objective: nt-xent",
                        "  views: auto");
    }

    @Test
    void theRecordedSettingsGiveTheSameBits() throws IOException {
        Path again = folder.resolve("again");
        Cli.run("pretrain", "--config=" + begun.resolve("run.yaml"), "--out", again)
                .succeeded();
        assertThat(Cli.parameters(again.resolve("encoder.zip")))
                .isEqualTo(Cli.parameters(begun.resolve("encoder.zip")));
        assertThat(Cli.lines(again.resolve("run.yaml"))).isEqualTo(Cli.lines(begun.resolve("run.yaml")));

        Path other = folder.resolve("other");
        Cli.run("pretrain", "--out", other, "--seed=8", "--config", begun.resolve("run.yaml"))
                .succeeded();
        assertThat(Cli.parameters(other.resolve("encoder.zip")))
                .isNotEqualTo(Cli.parameters(begun.resolve("encoder.zip")));
    }

    @Test
    void theFiguresAreWrittenForTensorBoardToo() throws IOException {
        try (var files = Files.list(begun.resolve("tensorboard"))) {
            Path events = files.findFirst().orElseThrow();
            assertThat(new String(Files.readAllBytes(events), StandardCharsets.ISO_8859_1))
                    .contains("brain.Event:2", "train/loss", "validation/knn");
        }
    }

    @Test
    void whereTheEncoderComesFromIsSaid() throws IOException {
        JsonNode provenance =
                new ObjectMapper().readTree(begun.resolve("provenance.json").toFile());
        assertThat(provenance.path("ssl4j").asText()).isEqualTo(Ssl4j.Version.text());
        assertThat(provenance.path("seed").asLong()).isEqualTo(7);
        assertThat(provenance.path("steps").asLong()).isEqualTo(2 * ((120 - 12) / 16));
        assertThat(provenance.path("data").path("source").asText()).isEqualTo(ShippedImages.NAME);
        assertThat(provenance.path("data").path("shape").asText()).isEqualTo("28 x 28 x 1");
        assertThat(provenance.path("data").path("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(provenance.path("machine").path("computeThreads").asInt()).isPositive();
        assertThat(provenance.path("machine").path("layers").asText()).isNotEmpty();
        assertThat(provenance.path("ended").asText())
                .isGreaterThanOrEqualTo(provenance.path("begun").asText());
    }

    @Test
    void anyChangedSampleChangesTheFingerprint() {
        ImageDataset images = SyntheticImages.noise(20, 4, 5, 3, 1);
        assertThat(Fingerprint.of(images)).isEqualTo(Fingerprint.of(SyntheticImages.noise(20, 4, 5, 3, 1)));
        assertThat(Fingerprint.of(images)).isNotEqualTo(Fingerprint.of(images.subset(20, 3)));
        byte[] sample = SyntheticImages.noise(20, 4, 5, 3, 1).get(11).bytes();
        String before = Fingerprint.of(images);
        images.get(11).bytes()[7]++;
        assertThat(Fingerprint.of(images)).isNotEqualTo(before);
        images.get(11).bytes()[7] = sample[7];
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestOne() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), "epochs: 2\nbatchsize: 4\n");
        assertThat(Cli.run("pretrain", "--config", file, "--out", folder.resolve("none"))
                        .usageError())
                .startsWith("ssl4j: " + file
                        + " has the key 'batchsize', which is no setting of a run; did you mean 'batch-size'? The settings"
                        + " are data, modality, read, size,")
                .endsWith("(see 'ssl4j help pretrain')");
        Files.writeString(file, "out: somewhere\n");
        assertThat(Cli.run("pretrain", "--config", file, "--out", folder.resolve("none"))
                        .usageError())
                .contains("has the key 'out', which is no setting of a run");
    }

    @Test
    void valuesOfTheWrongKindAreRefused() throws IOException {
        Path file = folder.resolve("kinds.yaml");
        Path out = folder.resolve("none");
        Files.writeString(file, "epochs: many\n");
        assertThat(Cli.run("pretrain", "--config", file, "--out", out).usageError())
                .contains("--epochs")
                .contains("'many'");
        Files.writeString(file, "skip-unreadable: 3\n");
        assertThat(Cli.run("pretrain", "--config", file, "--out", out).failure())
                .isEqualTo("ssl4j: " + file + ": the key 'skip-unreadable' must have true or false, got 3");
        Files.writeString(file, "set: temperature\n");
        assertThat(Cli.run("pretrain", "--config", file, "--out", out).failure())
                .contains("the key 'set' must have lines such as 'temperature: 0.2', set in, got \"temperature\"");
        Files.writeString(file, "epochs: 2\nepochs: 3\n");
        assertThat(Cli.run("pretrain", "--config", file, "--out", out).failure())
                .contains("Duplicate field 'epochs'");
        Files.writeString(file, "- 1\n");
        assertThat(Cli.run("pretrain", "--config", file, "--out", out).failure())
                .contains("must hold lines such as 'epochs: 24', got [1]");
        assertThat(Cli.run("pretrain", "--config", folder.resolve("absent.yaml"), "--out", out)
                        .failure())
                .contains("absent.yaml");
        assertThat(out).doesNotExist();
    }
}

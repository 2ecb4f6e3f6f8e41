package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that begins with an encoder of another run. */
class InitTest {

    @TempDir
    static Path folder;

    private static Path first;

    @BeforeAll
    static void trainTheFirst() {
        first = folder.resolve("first");
        pretrain(first, "--encoder", "tiny", "--epochs", 2).succeeded();
    }

    private static Cli pretrain(Path out, Object... options) {
        Object[] all = new Object[options.length + 6];
        System.arraycopy(new Object[] {"pretrain", "--out", out, "--limit", 120, "--batch-size=16"}, 0, all, 0, 6);
        System.arraycopy(options, 0, all, 6, options.length);
        return Cli.run(all);
    }

    /** With a learning rate of next to nothing the encoder is the one that it began with. */
    @Test
    void trainingBeginsWithTheWeightsOfTheFile() throws IOException {
        Path encoder = first.resolve("encoder.zip");
        Path second = folder.resolve("second");
        Cli done = pretrain(second, "--init", encoder, "--epochs", 1, "--lr", 1e-12, "--method", "barlow-twins")
                .succeeded();
        assertThat(done.out()).contains("the encoder in " + encoder + ", 0.0");
        assertThat(unchanged(Cli.parameters(second.resolve("encoder.zip")), Cli.parameters(encoder)))
                .as("weights; running statistics move")
                .isGreaterThan(0.9);

        Path third = folder.resolve("third");
        pretrain(third, "--init", encoder, "--epochs", 1, "--lr", 0.1).succeeded();
        assertThat(unchanged(Cli.parameters(third.resolve("encoder.zip")), Cli.parameters(encoder)))
                .isLessThan(0.1);
        assertThat(Cli.lines(third.resolve("run.yaml")))
                .contains("init: " + encoder.toAbsolutePath())
                .noneMatch(line -> line.startsWith("encoder:"));
        assertThat(Cli.run("pretrain", "--resume", third).succeeded().out()).contains("this run is already complete");
    }

    /** The share of parameters that are the same to 1e-6. */
    private static double unchanged(float[] a, float[] b) {
        assertThat(a).hasSameSizeAs(b);
        int same = 0;
        for (int i = 0; i < a.length; i++) {
            same += Math.abs(a[i] - b[i]) <= 1e-6 ? 1 : 0;
        }
        return (double) same / a.length;
    }

    @Test
    void anEncoderForOtherImagesIsRefused() throws IOException {
        Path encoder = first.resolve("encoder.zip");
        Path none = folder.resolve("none");
        assertThat(pretrain(none, "--init", encoder, "--encoder", "tiny").usageError())
                .contains("give either --encoder or --init, got both");
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (int i = 0; i < 20; i++) {
            ImageFixtures.writePicture(
                    photos.resolve(i + ".png"),
                    SyntheticImages.noise(1, 20, 20, 3, i).get(0));
        }
        assertThat(pretrain(none, "--init", encoder, "--data", photos).err())
                .contains("the encoder in " + encoder
                        + " takes images of 28 x 28 x 1, the data has images of 20 x 20 x 3;"
                        + " give --size 28x28 and --color gray");
        assertThat(pretrain(none, "--init", photos.resolve("0.png")).failure()).contains("is not an encoder file");
        assertThat(none).doesNotExist();
    }
}

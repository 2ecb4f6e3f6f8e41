package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods of several modules in one run, by their names. */
class MultiTaskTest {

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void writeImages() {
        data = ImageFixtures.writeIdxImages(
                folder.resolve("train-images-idx3-ubyte.gz"), SyntheticImages.patterns(20, 3, 16, 1, 1));
    }

    @Test
    void aRunOfTwoMethodsIsRecordedAndRunAgain() throws IOException {
        Path run = folder.resolve("run");
        Cli.pretrain(
                        "--data",
                        data,
                        "--out",
                        run,
                        "--method",
                        "simclr+rotation",
                        "--set",
                        "rotation.weight=0.5",
                        "--set",
                        "simclr.temperature=0.2")
                .succeeded();
        assertThat(Cli.lines(run.resolve("metrics.csv")).get(0)).contains("simclr/loss", "rotation/loss");
        assertThat(Cli.lines(run.resolve("run.yaml")).toString())
                .contains("simclr+rotation", "rotation.weight", "simclr.temperature");

        Path again = folder.resolve("again");
        Cli.run("pretrain", "--config", run.resolve("run.yaml"), "--out", again).succeeded();
        assertThat(Cli.parameters(again.resolve("encoder.zip"))).isEqualTo(Cli.parameters(run.resolve("encoder.zip")));
    }

    @Test
    void anOptionNeedsItsMethod() {
        assertThat(Cli.pretrain(
                                "--data",
                                data,
                                "--out",
                                folder.resolve("run"),
                                "--method",
                                "simclr+rotation",
                                "--set",
                                "temperature=0.2")
                        .usageError())
                .startsWith(
                        "ssl4j: the method 'simclr+rotation' has no option 'temperature'; did you mean 'simclr.temperature'? Its options are");
    }
}

package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.cli.run.PreparedRun;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping and resuming from the command line. */
class ResumeTest {

    @TempDir
    static Path folder;

    private static Path data;
    private static Path whole;

    @BeforeAll
    static void neverStopped() {
        LabeledImageDataset images = SyntheticImages.patterns(20, 3, 16, 1, 1);
        data = ImageFixtures.writeIdxImages(folder.resolve("train-images-idx3-ubyte"), images);
        ImageFixtures.writeIdxLabels(folder.resolve("train-labels-idx1-ubyte"), images.labels());
        whole = folder.resolve("whole");
        Cli.pretrain("--data", data, "--epochs", "3", "--out", whole).succeeded();
    }

    @Test
    void anInterruptedRunGoesOnToTheSameBits() throws IOException {
        Path run = folder.resolve("interrupted");
        Cli stopped = interrupted("epoch 1/3", "--data", data, "--epochs", "3", "--out", run);
        assertThat(stopped.err()).isEmpty();
        assertThat(stopped.code()).isEqualTo(PreparedRun.STOPPED);
        assertThat(stopped.out())
                .contains("stopped because it was asked to, after step 2 of 6 (1 of 3 epochs done); checkpoint ")
                .endsWith("resume with: ssl4j pretrain --resume " + run + System.lineSeparator());
        assertThat(run.resolve("encoder.zip")).doesNotExist();

        Cli resumed = Cli.run("pretrain", "--resume", run).succeeded();
        assertThat(resumed.out()).contains("resumed after step 2 from ").doesNotContain("already complete");
        assertSameAsWhole(run);
    }

    @Test
    void aRunWhoseTimeIsOverGoesOnToTheSameBits() throws IOException {
        Path run = folder.resolve("late");
        Cli stopped = Cli.pretrain("--data", data, "--epochs", "3", "--out", run, "--max-time", "1e-6");
        assertThat(stopped.code()).isEqualTo(PreparedRun.STOPPED);
        assertThat(stopped.out()).contains("stopped because its time is over, after step ");
        Cli.run("pretrain", "--resume", run, "--max-time", "60").succeeded();
        assertSameAsWhole(run);
    }

    @Test
    void aResumeTakesNoOtherSettings() {
        assertThat(Cli.run("pretrain", "--resume", whole, "--epochs", "9", "--lr", "1")
                        .usageError())
                .isEqualTo("ssl4j: --resume uses the settings in run.yaml and accepts no other options than --max-time,"
                        + " --ignore-memory and --accept-changed-data,"
                        + " got --epochs, --lr (see 'ssl4j help pretrain')");
    }

    @Test
    void theNewestCheckpointIsPassedOverIfItIsCutShort() throws IOException {
        Path run = folder.resolve("cut");
        interrupted("epoch 2/3", "--data", data, "--epochs", "3", "--out", run);
        cut(run.resolve("checkpoints/checkpoint-000000004.ssl4j"));
        Cli resumed = Cli.run("pretrain", "--resume", run).succeeded();
        assertThat(resumed.out()).contains("resumed after step 2 from ");
        assertSameAsWhole(run);
    }

    @Test
    void checkpointsThatAreAllCutShortAreRefused() throws IOException {
        Path run = folder.resolve("all-cut");
        interrupted("epoch 1/3", "--data", data, "--epochs", "3", "--out", run);
        Path checkpoint = run.resolve("checkpoints/checkpoint-000000002.ssl4j");
        cut(checkpoint);
        assertThat(Cli.run("pretrain", "--resume", run).failure())
                .isEqualTo("ssl4j: checkpoint " + checkpoint
                        + ": it is cut short; delete it and resume from the earlier checkpoint");
    }

    @Test
    void aCheckpointOfAnotherVersionIsRefused() throws IOException {
        Path run = folder.resolve("version");
        interrupted("epoch 1/3", "--data", data, "--epochs", "3", "--out", run);
        Path checkpoint = run.resolve("checkpoints/checkpoint-000000002.ssl4j");
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[11] = 9;
        Files.write(checkpoint, bytes);
        assertThat(Cli.run("pretrain", "--resume", run).failure())
                .isEqualTo("ssl4j: checkpoint " + checkpoint + ": this version of ssl4j reads checkpoints of format"
                        + " version 1, and this one has format version 9; resume with the version of ssl4j that wrote it,"
                        + " or start a new run");
    }

    @Test
    void aFolderWithoutARunIsRefused(@TempDir Path empty) throws IOException {
        assertThat(Cli.run("pretrain", "--resume", empty).failure())
                .isEqualTo(
                        "ssl4j: --resume must name the folder of a run, and there is no " + empty.resolve("run.yaml"));
        Files.copy(whole.resolve("run.yaml"), empty.resolve("run.yaml"));
        assertThat(Cli.run("pretrain", "--resume", empty).failure())
                .isEqualTo("ssl4j: the run in " + empty
                        + " ended before its first checkpoint; start it again with --out and another folder");
        Files.writeString(empty.resolve("run.yaml"), "epohcs: 3");
        Files.createDirectory(empty.resolve("checkpoints"));
        assertThat(Cli.run("pretrain", "--resume", empty).failure())
                .startsWith("ssl4j: " + empty.resolve("run.yaml") + " does not hold the settings of a run: ")
                .contains("has the key 'epohcs', which is no setting of a run; did you mean 'epochs'?");
        Files.writeString(empty.resolve("run.yaml"), "{");
        assertThat(Cli.run("pretrain", "--resume", empty).failure())
                .startsWith("ssl4j: " + empty.resolve("run.yaml") + " is not YAML, or is damaged: ");
    }

    private static Cli interrupted(String line, Object... args) {
        try {
            return Cli.pretrain(Cli.interruptingAt(line), args);
        } finally {
            Thread.interrupted();
        }
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void assertSameAsWhole(Path run) throws IOException {
        assertThat(Cli.parameters(run.resolve("encoder.zip"))).isEqualTo(Cli.parameters(whole.resolve("encoder.zip")));
        assertThat(Cli.lines(run.resolve("knn.csv"))).isEqualTo(Cli.lines(whole.resolve("knn.csv")));
        assertThat(withoutTimes(run.resolve("metrics.csv"))).isEqualTo(withoutTimes(whole.resolve("metrics.csv")));
        assertThat(accuracies(run)).isEqualTo(accuracies(whole));
    }

    /** The last two columns are speed and time. */
    private static List<String> withoutTimes(Path metrics) throws IOException {
        return Cli.lines(metrics).stream()
                .map(line -> line.replaceFirst(",[^,]*,[^,]*$", ""))
                .toList();
    }

    private static List<String> accuracies(Path run) throws IOException {
        Pattern accuracy = Pattern.compile("\"(knn|linear)Accuracy\".*");
        return Cli.lines(run.resolve("summary.json")).stream()
                .filter(line -> accuracy.matcher(line).find())
                .toList();
    }
}

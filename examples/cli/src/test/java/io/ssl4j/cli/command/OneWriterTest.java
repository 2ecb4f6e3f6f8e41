package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.io.FolderLock;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.LockingProcess;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two commands never write into one folder of a run. */
class OneWriterTest {

    @TempDir
    static Path folder;

    private static Path data;
    private static Path stopped;

    @BeforeAll
    static void aStoppedRun() {
        LabeledImageDataset images = SyntheticImages.patterns(20, 3, 16, 1, 1);
        data = ImageFixtures.writeIdxImages(folder.resolve("train-images-idx3-ubyte"), images);
        ImageFixtures.writeIdxLabels(folder.resolve("train-labels-idx1-ubyte"), images.labels());
        stopped = folder.resolve("stopped");
        Cli.pretrain("--data", data, "--out", stopped, "--max-time", "1e-6");
    }

    @Test
    void aResumeWhileAnotherProcessWritesTheRunIsRefusedAndChangesNothing() throws Exception {
        Map<String, String> before = files(stopped);
        try (LockingProcess other = LockingProcess.holding(stopped)) {
            assertThat(Cli.run("pretrain", "--resume", stopped).failure())
                    .startsWith("ssl4j: a folder is written by one run at a time, but " + stopped
                            + " is being written by process " + other.pid() + " on host ")
                    .endsWith("; wait until it ends or stop it, or name another folder");
            other.letGo();
        }
        assertThat(files(stopped)).isEqualTo(before);
        assertThat(before).containsKeys("run.yaml", "metrics.csv");
    }

    @Test
    void aNewRunIntoAFolderThatAnotherProcessWritesIsRefused() throws Exception {
        Path run = folder.resolve("taken");
        try (LockingProcess other = LockingProcess.holding(run)) {
            assertThat(Cli.pretrain("--data", data, "--out", run).failure())
                    .contains(run + " is being written by process " + other.pid());
            assertThat(run).isDirectoryNotContaining(file -> !file.endsWith(FolderLock.FILE));
        }
    }

    @Test
    void aSecondRunOfThisProcessIntoTheSameFolderIsRefused() {
        Path run = folder.resolve("twice");
        try (FolderLock lock = FolderLock.acquire(run)) {
            assertThat(Cli.pretrain("--data", data, "--out", run).failure())
                    .contains(run + " is being written by this process, ");
        }
    }

    @Test
    void aTableThatAnotherProcessWritesIsRefused() throws Exception {
        Path table = folder.resolve("table");
        Path rows = Files.writeString(folder.resolve("rows.yaml"), "rows:\n  - name: one\n");
        try (LockingProcess other = LockingProcess.holding(table)) {
            assertThat(Cli.run("table", "--rows", rows, "--data", data, "--out", table)
                            .failure())
                    .contains(table + " is being written by process " + other.pid());
            assertThat(table.resolve("table.csv")).doesNotExist();
        }
    }

    @Test
    void aRunBeginsWhereAKilledProcessLeftOnlyItsLock() throws Exception {
        Path run = folder.resolve("killed");
        try (LockingProcess other = LockingProcess.holding(run)) {
            other.kill();
        }
        assertThat(run.resolve(FolderLock.FILE)).exists();
        Cli.pretrain("--data", data, "--epochs", "1", "--out", run).succeeded();
        assertThat(run.resolve(FolderLock.FILE)).doesNotExist();
        assertThat(run.resolve("summary.json")).exists();
    }

    @Test
    void aRunThatIsRejectedLeavesNoFolder() {
        Path run = folder.resolve("a/rejected");
        Cli.pretrain("--data", folder.resolve("nowhere"), "--out", run).failure();
        assertThat(folder.resolve("a")).doesNotExist();
    }

    private static Map<String, String> files(Path run) throws IOException {
        Map<String, String> contents = new HashMap<>();
        try (var files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(FolderLock.FILE))
                    .toList()) {
                contents.put(run.relativize(file).toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return contents;
    }
}

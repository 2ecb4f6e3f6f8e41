package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.checkpoint.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command line that is told to end while it trains. */
class ShutdownTest {

    /** What a process returns that ended by SIGTERM. */
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    @Test
    @Timeout(240)
    void aRunThatIsToldToEndWritesACheckpointAndSaysHowToResume() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        Process process = ChildCommand.start(
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"),
                List.of(),
                List.of(
                        "pretrain",
                        "--out",
                        run,
                        "--encoder=tiny",
                        "--limit=200",
                        "--batch-size=16",
                        "--epochs=100000",
                        "--checkpoint-every=100000",
                        "--knn-every=0"));
        String last = "";
        boolean told = false;
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (!told && line.startsWith("epoch 1/")) {
                    // SIGTERM; Process.destroy would close the stream that is read.
                    process.toHandle().destroy();
                    told = true;
                }
                last = line;
            }
        }
        assertThat(last).isEqualTo("resume with: ssl4j pretrain --resume " + run);
        assertThat(process.waitFor()).isEqualTo(TERMINATED);
        assertThat(Checkpoint.latest(run.resolve("checkpoints")).orElseThrow().step())
                .isGreaterThanOrEqualTo(11);
    }
}

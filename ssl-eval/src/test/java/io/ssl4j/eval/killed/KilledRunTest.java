package io.ssl4j.eval.killed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.train.CheckpointBits;
import io.ssl4j.core.train.event.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed again and again (SIGKILL where there are signals) and resumed each time ends as one that was
 * never stopped, bit for bit: parameters, optimiser, method state, metrics and k-NN accuracies.
 */
@Timeout(570)
class KilledRunTest {

    @TempDir
    Path temporary;

    @Test
    void killedThreeTimes() throws Exception {
        killAndCompare(2, 1, 15, 17);
    }

    @Test
    @Tag("slow")
    void killedTwentyTimes() throws Exception {
        killAndCompare(17, 3, 60, 29);
    }

    /**
     * @param atRandom kills at random moments of a step
     * @param inWriting kills that leave a checkpoint half-made
     */
    private void killAndCompare(int atRandom, int inWriting, int epochs, long seed) throws Exception {
        Path straight = temporary.resolve("straight");
        PacedRun.run(straight, epochs, new TrainingListener() {});

        Path killed = temporary.resolve("killed");
        Random random = new Random(seed);
        List<String> moments = new ArrayList<>();
        for (int kill = 0; kill < atRandom; kill++) {
            try (ChildRun child = ChildRun.start(killed, epochs)) {
                // Four steps reported: the checkpoint after one of the first three is written, and there is progress.
                child.letRun(4 + random.nextInt(4));
                child.letRunUnwatched(3);
                child.killAfter(random.nextInt(30_000_000));
            }
            moments.add("at random, resumes from " + latestStep(killed));
        }
        for (int kill = 0; kill < inWriting; ) {
            try (ChildRun child = ChildRun.start(killed, epochs)) {
                child.killInFourSteps(PacedRun.checkpoints(killed), ".tmp");
            }
            if (hasUnfinished(killed)) {
                kill++;
                moments.add("in writing, resumes from " + latestStep(killed));
            }
            assertThat(latestStep(killed))
                    .as("steps left to kill at")
                    .isLessThan((long) (epochs - 3) * PacedRun.STEPS_PER_EPOCH);
        }
        assertThat(moments).hasSize(atRandom + inWriting);
        try (ChildRun child = ChildRun.start(killed, epochs)) {
            child.finish();
        }

        assertThat(lastCheckpoint(killed)).as("%s", moments).isEqualTo(lastCheckpoint(straight));
        assertThat(metrics(killed)).isEqualTo(metrics(straight)).hasSize(1 + epochs * PacedRun.STEPS_PER_EPOCH);
        // An epoch that was trained again is measured again, to the same figure.
        assertThat(measurements(killed)).isEqualTo(measurements(straight)).hasSize(epochs);
        assertThat(hasUnfinished(killed)).isFalse();
    }

    private static Object lastCheckpoint(Path folder) {
        return CheckpointBits.of(
                Checkpoint.latest(PacedRun.checkpoints(folder)).orElseThrow().path());
    }

    private static long latestStep(Path folder) {
        return Checkpoint.latest(PacedRun.checkpoints(folder)).orElseThrow().step();
    }

    private static boolean hasUnfinished(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(PacedRun.checkpoints(folder))) {
            return files.anyMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    private static List<String> metrics(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("metrics.csv")).stream()
                .map(line -> line.replaceAll(",[^,]*,[^,]*$", ""))
                .toList();
    }

    private static TreeSet<String> measurements(Path folder) throws IOException {
        return new TreeSet<>(Files.readAllLines(folder.resolve("knn.txt")));
    }
}

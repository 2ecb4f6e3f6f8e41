package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.CheckpointDirectory;
import io.ssl4j.core.checkpoint.CheckpointFailure;
import io.ssl4j.core.checkpoint.CheckpointPlan;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.StopReason;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint that finds no room: the run goes on or stops as planned, and the last good checkpoint stays. */
class FullDiskTest {

    private static final Vectors DATA = new Vectors(40, ToyMethod.LENGTH, 7);

    @TempDir
    Path directory;

    @Test
    void aDiskThatIsFullAfterAnyByteLeavesTheCheckpointBefore() throws IOException {
        Path whole = trainer(CheckpointFailure.STOP)
                .fit(new ToyMethod(1), DATA)
                .checkpoint()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(whole);
        List<String> before = names();
        CheckpointDirectory files = new CheckpointDirectory(directory);
        for (int room = 0; room < bytes.length; room += 7) {
            int limit = room;
            assertThatThrownBy(() -> files.write(12, 2, stream -> new Limited(stream, limit).write(bytes)))
                    .as("room for %d of %d bytes", limit, bytes.length)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("No space left on device; the earlier one is unchanged: " + whole);
            assertThat(names()).isEqualTo(before);
        }
        assertThat(Files.readAllBytes(whole)).isEqualTo(bytes);
        assertThat(Checkpoint.latest(directory).orElseThrow().path()).isEqualTo(whole);
    }

    /** The system's own full device stands where the second checkpoint of a run is written. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aRunThatShallStopSaysWhatItNeedsAndCanBeResumed() throws IOException {
        assertThatThrownBy(() -> fullAt(8, CheckpointFailure.STOP).fit(new ToyMethod(1), DATA))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageMatching(
                        "cannot write checkpoint .*checkpoint-000000008.ssl4j: java.io.IOException: No space"
                                + " left on device; it takes \\d{3,} bytes in addition to the earlier ones, \\d+ are free"
                                + " there; the earlier one is unchanged: .*checkpoint-000000004.ssl4j; make room or choose"
                                + " another directory, then resume");
        assertThat(names()).containsExactly("checkpoint-000000004.ssl4j");
        TrainingResult resumed = trainer(CheckpointFailure.STOP).resume(new ToyMethod(2), DATA);
        assertThat(CheckpointBits.of(resumed)).isEqualTo(undisturbed());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRunThatShallGoOnTriesAgainAtTheNext() throws IOException {
        TrainingResult result = fullAt(4, CheckpointFailure.GO_ON).fit(new ToyMethod(1), DATA);
        assertThat(result.stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThat(names()).containsExactly("checkpoint-000000008.ssl4j", "checkpoint-000000010.ssl4j");
        assertThat(CheckpointBits.of(result)).isEqualTo(undisturbed());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aCompleteRunThatShallGoOnGivesItsResultWithoutItsLastCheckpoint() throws IOException {
        TrainingResult result = fullAt(10, CheckpointFailure.GO_ON).fit(new ToyMethod(1), DATA);
        assertThat(result.steps()).isEqualTo(10);
        assertThat(result.checkpoint()).contains(directory.resolve("checkpoint-000000008.ssl4j"));
        TrainingResult resumed = trainer(CheckpointFailure.GO_ON).resume(new ToyMethod(2), DATA);
        assertThat(CheckpointBits.of(resumed)).isEqualTo(undisturbed());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aStoppedRunIsNotLostInSilence() throws IOException {
        fillDisk(0);
        RunControl control = new RunControl();
        control.stop();
        assertThatThrownBy(() -> builder(directory, CheckpointFailure.GO_ON)
                        .control(control)
                        .build()
                        .fit(new ToyMethod(1), DATA))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("; there is no earlier one; make room");
        assertThat(names()).isEmpty();
    }

    /** A trainer that finds the disk full when it writes the checkpoint after a step. */
    private Trainer fullAt(long step, CheckpointFailure onFailure) {
        return builder(directory, onFailure)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone made) {
                        if (made.step() == step) {
                            fillDisk(step);
                        }
                    }
                })
                .build();
    }

    private void fillDisk(long step) {
        try {
            Files.createSymbolicLink(
                    directory.resolve("checkpoint-%09d.ssl4j.tmp".formatted(step)), Path.of("/dev/full"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object undisturbed() {
        return CheckpointBits.of(builder(directory.resolve("undisturbed"), CheckpointFailure.STOP)
                .build()
                .fit(new ToyMethod(1), DATA));
    }

    private Trainer trainer(CheckpointFailure onFailure) {
        return builder(directory, onFailure).build();
    }

    private static TrainerBuilder builder(Path directory, CheckpointFailure onFailure) {
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .epochs(1)
                .batchSize(4)
                .checkpoints(new CheckpointPlan(directory, Every.steps(4), 2, onFailure));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A stream into a disk that has room for so many bytes. */
    private static final class Limited extends OutputStream {

        private final OutputStream disk;
        private int room;

        Limited(OutputStream disk, int room) {
            this.disk = disk;
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (room-- == 0) {
                throw new IOException("No space left on device");
            }
            disk.write(b);
        }
    }
}

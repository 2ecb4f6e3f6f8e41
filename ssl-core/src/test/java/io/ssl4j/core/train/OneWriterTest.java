package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.io.FolderLock;
import io.ssl4j.core.io.FolderLockedException;
import io.ssl4j.core.testing.LockingProcess;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint directory has one run that writes it. */
class OneWriterTest {

    private static final Vectors DATA = new Vectors(40, ToyMethod.LENGTH, 7);

    @TempDir
    Path directory;

    @Test
    void aSecondTrainerInTheSameDirectoryIsRefusedWhileTheFirstRuns() {
        Throwable[] second = new Throwable[2];
        trainer(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        if (step.step() == 5) {
                            second[0] = failure(() -> trainer(this).resume(new ToyMethod(1), DATA));
                            second[1] = failure(() -> trainer(this).fit(new ToyMethod(1), DATA));
                        }
                    }
                })
                .fit(new ToyMethod(1), DATA);
        for (Throwable refused : second) {
            assertThat(refused)
                    .isInstanceOf(FolderLockedException.class)
                    .hasMessageContaining(directory + " is being written by this process, ");
        }
        assertThat(directory.resolve(FolderLock.FILE)).doesNotExist();
    }

    @Test
    void aResumeIsRefusedWhileAnotherProcessHoldsTheDirectory() throws Exception {
        trainer(new TrainingListener() {}).fit(new ToyMethod(1), DATA);
        try (LockingProcess other = LockingProcess.holding(directory)) {
            assertThatThrownBy(() -> trainer(new TrainingListener() {}).resume(new ToyMethod(1), DATA))
                    .isInstanceOf(FolderLockedException.class)
                    .hasMessageContaining(directory + " is being written by process " + other.pid() + " on host ");
            other.kill();
        }
        trainer(new TrainingListener() {}).resume(new ToyMethod(1), DATA);
    }

    private static Throwable failure(Runnable run) {
        try {
            run.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private Trainer trainer(TrainingListener listener) {
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .epochs(1)
                .batchSize(4)
                .checkpoints(directory, Every.steps(4))
                .listener(listener)
                .build();
    }
}

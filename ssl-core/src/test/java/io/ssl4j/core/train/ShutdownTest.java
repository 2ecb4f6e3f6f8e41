package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to end while it trains. */
class ShutdownTest {

    /** What a process returns that ended by SIGTERM. */
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void aProcessThatIsToldToEndWritesACheckpointFirst() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("at step 3");
            process.toHandle().destroy(); // SIGTERM; Process.destroy would close the stream that is read
            assertThat(said.readLine()).startsWith("stopped because it was asked to, after step 3 of 100 ");
        }
        assertThat(process.waitFor()).isEqualTo(TERMINATED);
        assertThat(Checkpoint.latest(folder).orElseThrow().step()).isEqualTo(3);
    }

    /** Trains up to step 3, and goes on when the run is asked to stop. */
    static final class Child {

        public static void main(String[] args) {
            RunControl control = RunControl.onShutdown();
            Trainer.builder()
                    .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                    .epochs(10)
                    .batchSize(4)
                    .checkpoints(Path.of(args[0]), Every.epochs(1000))
                    .control(control)
                    .listener(new TrainingListener() {

                        @Override
                        public void onStep(StepDone step) {
                            if (step.step() == 3) {
                                System.out.println("at step 3");
                                while (!control.stopRequested()) {
                                    Thread.onSpinWait();
                                }
                            }
                        }

                        @Override
                        public void onEnd(TrainingResult result) {
                            System.out.println(result.message());
                        }
                    })
                    .build()
                    .fit(new ToyMethod(1), new Vectors(40, ToyMethod.LENGTH, 7));
        }
    }
}

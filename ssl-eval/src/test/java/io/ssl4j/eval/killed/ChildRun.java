package io.ssl4j.eval.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A process that runs a {@link PacedRun}, as its parent sees it. */
final class ChildRun implements AutoCloseable {

    private final Process process;

    private ChildRun(Process process) {
        this.process = process;
    }

    static ChildRun start(Path folder, int epochs) throws IOException {
        return new ChildRun(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PacedRun.class.getName(),
                        folder.toString(),
                        Integer.toString(epochs))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Lets it make so many steps, and waits until they are made. */
    void letRun(int steps) throws IOException {
        for (int i = 0; i < steps; i++) {
            assertThat(process.getInputStream().read())
                    .as("the child must make a step, it ended")
                    .isNotNegative();
            letRunUnwatched(1);
        }
    }

    /** Lets it make so many steps more. */
    void letRunUnwatched(int steps) throws IOException {
        process.getOutputStream().write(new byte[steps]);
        process.getOutputStream().flush();
    }

    /** Kills it so long after now; what it has reached by then is chance. */
    void killAfter(long nanos) throws InterruptedException {
        LockSupport.parkNanos(nanos);
        kill();
    }

    /**
     * Lets it make four steps more and kills it as soon as a directory holds a file that ends so, at the latest then.
     */
    void killInFourSteps(Path directory, String suffix) throws IOException, InterruptedException {
        letRunUnwatched(4);
        // It waits for its input once it has said that the step that needed none and these are made.
        while (process.isAlive() && process.getInputStream().available() < 5 && !holds(directory, suffix)) {
            Thread.onSpinWait();
        }
        kill();
    }

    private static boolean holds(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(suffix));
        }
    }

    private void kill() throws InterruptedException {
        assertThat(process.isAlive()).as("the child must be alive to be killed").isTrue();
        process.destroyForcibly().waitFor();
    }

    /** Lets it run to the end. */
    void finish() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
}

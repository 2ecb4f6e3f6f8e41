package io.ssl4j.core.train;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C stop a run in good order: while this is open, a shutdown of the JVM asks the run to stop and waits until
 * this is closed, so that the checkpoint is written and the program has said how to resume. For programs; a library does
 * not install it.
 *
 * <pre>{@code
 * RunControl control = new RunControl();
 * try (StopOnShutdown guard = StopOnShutdown.install(control, Duration.ofMinutes(1))) {
 *     TrainingResult result = Trainer.builder()....control(control).build().fit(method, data);
 *     out.println(result.message());
 * }
 * }</pre>
 */
public final class StopOnShutdown implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private StopOnShutdown(RunControl control, Duration patience) {
        this.hook = new Thread(() -> stopAndWait(control, patience), "ssl4j-stop-on-shutdown");
    }

    /**
     * Installs the hook.
     *
     * @param control of the run
     * @param patience the longest that a shutdown waits for the step and the checkpoint
     */
    public static StopOnShutdown install(RunControl control, Duration patience) {
        StopOnShutdown guard = new StopOnShutdown(control, patience);
        Runtime.getRuntime().addShutdownHook(guard.hook);
        return guard;
    }

    /** Takes the hook away, or lets a shutdown that waits go on. */
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownBegan) {
            // The hook is running and has just been let go.
        }
    }

    Thread hook() {
        return hook;
    }

    private void stopAndWait(RunControl control, Duration patience) {
        control.stop();
        try {
            closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

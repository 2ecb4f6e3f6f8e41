package io.ssl4j.core.train;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C stop a run cleanly. While this is open, a JVM shutdown asks the run to stop and waits until this is
 * closed, so that the checkpoint is written and the program can print how to resume. Meant for programs; a library
 * should not install it.
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
     * @param control the control of the run
     * @param patience the longest time that a shutdown waits for the step and the checkpoint
     */
    public static StopOnShutdown install(RunControl control, Duration patience) {
        StopOnShutdown guard = new StopOnShutdown(control, patience);
        Runtime.getRuntime().addShutdownHook(guard.hook);
        return guard;
    }

    /** Removes the hook, or lets a waiting shutdown proceed. */
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownBegan) {
            // The hook is running and has just been released.
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

package io.ssl4j.core.train;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes a shutdown of the virtual machine stop a run cleanly. While this is open, a shutdown asks the run to stop and
 * waits until this is closed, so that the checkpoint is written and listeners can print how to resume.
 */
final class StopOnShutdown implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Optional<Thread> hook;

    private StopOnShutdown(RunControl control, Optional<Duration> patience) {
        this.hook = patience.map(longest -> new Thread(() -> stopAndWait(control, longest), "ssl4j-stop-on-shutdown"));
    }

    /**
     * Installs the hook.
     *
     * @param control the control of the run
     * @param patience the longest time that a shutdown waits for the step and the checkpoint; empty for no hook
     */
    static StopOnShutdown install(RunControl control, Optional<Duration> patience) {
        StopOnShutdown guard = new StopOnShutdown(control, patience);
        try {
            guard.hook.ifPresent(Runtime.getRuntime()::addShutdownHook);
        } catch (IllegalStateException shutdownBegan) {
            control.stop();
        }
        return guard;
    }

    /** Removes the hook, or lets a waiting shutdown proceed. */
    @Override
    public void close() {
        closed.countDown();
        try {
            hook.ifPresent(Runtime.getRuntime()::removeShutdownHook);
        } catch (IllegalStateException shutdownBegan) {
            // The hook is running and has just been released.
        }
    }

    /** The hook's thread, if there is one. */
    Optional<Thread> hook() {
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

package io.ssl4j.core.testing;

import io.ssl4j.core.io.FolderLock;
import io.ssl4j.core.io.FolderLockedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Another process that takes the lock of a folder and holds it until it is told to let go, or is killed. */
public final class LockingProcess implements AutoCloseable {

    private static final String HELD = "held";

    private final Process process;
    private final String answer;

    private LockingProcess(Process process, String answer) {
        this.process = process;
        this.answer = answer;
    }

    /** Starts a process, and returns once it holds the lock. */
    public static LockingProcess holding(Path folder) throws IOException {
        LockingProcess started = start(folder);
        if (!started.answer.equals(HELD)) {
            throw new IllegalStateException("the process must hold the lock, it said: " + started.answer);
        }
        return started;
    }

    /** Returns what another process is told that cannot have the lock. */
    public static String refused(Path folder) throws IOException, InterruptedException {
        try (LockingProcess started = start(folder)) {
            return started.answer;
        }
    }

    private static LockingProcess start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        StringBuilder line = new StringBuilder();
        for (int c = process.getInputStream().read();
                c >= 0 && c != '\n';
                c = process.getInputStream().read()) {
            line.append((char) c);
        }
        return new LockingProcess(process, line.toString());
    }

    /** The id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Lets the process release the lock and end. */
    public void letGo() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    /** Kills the process, which has no time to release anything. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    /** The other process: the folder is its argument. */
    public static void main(String[] args) throws IOException {
        try (FolderLock lock = FolderLock.acquire(Path.of(args[0]))) {
            say(HELD);
            // Until the parent closes the pipe.
            System.in.readAllBytes();
        } catch (FolderLockedException e) {
            say(e.getMessage());
        }
    }

    private static void say(String line) {
        System.out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}

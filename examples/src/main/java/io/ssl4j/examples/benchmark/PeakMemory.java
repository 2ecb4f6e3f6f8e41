package io.ssl4j.examples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Watches a process and its descendants: the sum of the peaks of their resident memory. Linux only. */
final class PeakMemory {

    private static final long INTERVAL_MILLIS = 100;
    private static final String FIELD = "VmHWM:";

    private final Map<Long, Double> peaks = new ConcurrentHashMap<>();
    private final Thread watcher;

    private PeakMemory(ProcessHandle root) {
        watcher = new Thread(() -> watch(root), "memory-watcher");
        watcher.setDaemon(true);
        watcher.start();
    }

    static PeakMemory of(Process process) {
        return new PeakMemory(process.toHandle());
    }

    private void watch(ProcessHandle root) {
        try {
            while (root.isAlive()) {
                Stream.concat(Stream.of(root), root.descendants()).forEach(this::look);
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            lines.filter(line -> line.startsWith(FIELD))
                    .findFirst()
                    .ifPresent(
                            line -> peaks.put(process.pid(), Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024));
        } catch (IOException | java.io.UncheckedIOException e) {
            // The process has ended meanwhile, or there is no such file system: what was seen before stays.
            return;
        }
    }

    /** MiB; empty where it cannot be read. Called when the process has ended. */
    OptionalDouble mebibytes() throws InterruptedException {
        watcher.interrupt();
        watcher.join();
        double sum = peaks.values().stream().mapToDouble(Double::doubleValue).sum();
        return peaks.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }
}

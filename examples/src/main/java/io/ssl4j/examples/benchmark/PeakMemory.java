package io.ssl4j.examples.benchmark;

import io.ssl4j.core.plan.ProcessMemory;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Watches a process and its descendants: the sum of the peaks of their resident memory. Linux only. */
final class PeakMemory {

    private static final long INTERVAL_MILLIS = 100;

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

    /** Of a process that has ended meanwhile, what was seen before stays. */
    private void look(ProcessHandle process) {
        ProcessMemory.PEAK
                .bytes(process.pid())
                .ifPresent(bytes -> peaks.put(process.pid(), bytes / (double) (1 << 20)));
    }

    /** MiB; empty where it cannot be read. Called when the process has ended. */
    OptionalDouble mebibytes() throws InterruptedException {
        watcher.interrupt();
        watcher.join();
        double sum = peaks.values().stream().mapToDouble(Double::doubleValue).sum();
        return peaks.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }
}

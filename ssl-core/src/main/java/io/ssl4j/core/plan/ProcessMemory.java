package io.ssl4j.core.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory a process holds, where Linux tells it in {@code /proc/PROCESS/status}. */
public enum ProcessMemory {
    /** At this moment. */
    RESIDENT("VmRSS:"),
    /** The most that it ever held. */
    PEAK("VmHWM:");

    private final String field;

    ProcessMemory(String field) {
        this.field = field;
    }

    /** Bytes of this process; empty where they cannot be known. */
    public OptionalLong bytes() {
        return bytes("self");
    }

    /** Bytes of a process by its number; empty where they cannot be known, or if it has ended. */
    public OptionalLong bytes(long process) {
        return bytes(Long.toString(process));
    }

    private OptionalLong bytes(String process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", process, "status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }
}

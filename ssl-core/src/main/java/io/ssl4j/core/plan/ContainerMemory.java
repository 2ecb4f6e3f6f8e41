package io.ssl4j.core.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The memory that the control group of this process allows, in Linux's versions 1 and 2. A limit of any group above
 * counts
 * too; within a container the group's own path is often not visible, and then its root is what counts.
 */
final class ContainerMemory {

    /** Version 1 says "no limit" by a number close to the largest long. */
    private static final long UNLIMITED = 1L << 60;

    private final Path controlGroups;
    private final Path membership;

    /**
     * @param controlGroups where the file system of control groups is: /sys/fs/cgroup
     * @param membership the groups of this process: /proc/self/cgroup
     */
    ContainerMemory(Path controlGroups, Path membership) {
        this.controlGroups = controlGroups;
        this.membership = membership;
    }

    static ContainerMemory ofThisProcess() {
        return new ContainerMemory(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup"));
    }

    /** Bytes; empty if there is no limit, or no control groups. */
    OptionalLong limit() {
        List<String> lines;
        try {
            lines = Files.readAllLines(membership);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        long least = UNLIMITED;
        for (String line : lines) {
            // "4:memory:/path" in version 1, "0::/path" in version 2
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
                least = Math.min(least, least(controlGroups.resolve("memory"), parts[2], "memory.limit_in_bytes"));
            } else if (parts.length == 3 && parts[1].isEmpty()) {
                least = Math.min(least, least(controlGroups, parts[2], "memory.max"));
            }
        }
        return least >= UNLIMITED ? OptionalLong.empty() : OptionalLong.of(least);
    }

    /** The least limit of a group and of all above it. */
    private static long least(Path root, String group, String file) {
        long least = UNLIMITED;
        Path inside = Path.of(group.replaceFirst("^/+", ""));
        for (Path path = inside; path != null; path = path.getParent()) {
            least = Math.min(least, read(root.resolve(path).resolve(file)));
        }
        return Math.min(least, read(root.resolve(file)));
    }

    private static long read(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.equals("max") ? UNLIMITED : Long.parseLong(text);
        } catch (IOException | NumberFormatException e) {
            return UNLIMITED;
        }
    }
}

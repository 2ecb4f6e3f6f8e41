package io.ssl4j.core.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who holds a lock.
 *
 * @param process the process's id; "unknown" if the file of the lock does not say
 * @param host the name of its machine
 * @param since when it took the lock
 */
record LockHolder(String process, String host, String since) {

    private static final String UNKNOWN = "unknown";

    /** This process, now. */
    static LockHolder current() {
        return new LockHolder(
                Long.toString(ProcessHandle.current().pid()),
                hostName(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** The name of this machine without asking the network for it. */
    private static String hostName() {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** The lines of the lock's file. */
    String text() {
        return "process " + process + "\nhost " + host + "\nsince " + since + "\n";
    }

    /** Reads {@link #text}; what is missing is "unknown". */
    static LockHolder read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines()
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> values.put(parts[0], parts[1]));
        return new LockHolder(
                values.getOrDefault("process", UNKNOWN),
                values.getOrDefault("host", UNKNOWN),
                values.getOrDefault("since", UNKNOWN));
    }

    /** "process 4711 on host lab3, since 2025-05-31T23:59:00Z"; a process of this machine that is this one says so. */
    @Override
    public String toString() {
        boolean own =
                equals(new LockHolder(Long.toString(ProcessHandle.current().pid()), hostName(), since));
        return (own ? "this process, " : "process ") + process + " on host " + host + ", since " + since;
    }
}

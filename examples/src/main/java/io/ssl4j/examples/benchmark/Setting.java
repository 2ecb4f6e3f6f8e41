package io.ssl4j.examples.benchmark;

import java.util.List;
import java.util.Map;

/**
 * One way to run a side's process.
 *
 * @param label for the report
 * @param environment added to the process's environment
 * @param arguments added to the task's arguments
 */
record Setting(String label, Map<String, String> environment, List<String> arguments) {

    /** The default environment. */
    static Setting of(String label, String... arguments) {
        return new Setting(label, Map.of(), List.of(arguments));
    }

    /** OpenMP threads sleep while they wait, in place of spinning. */
    static Setting passive(String label, String... arguments) {
        return new Setting(label, Map.of("OMP_WAIT_POLICY", "passive"), List.of(arguments));
    }
}

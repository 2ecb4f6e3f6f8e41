package io.ssl4j.cli.doctor;

import io.ssl4j.cli.doctor.Section.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** Java and the operating system. */
final class SystemCheck {

    /** The names that Java has for the architectures that ND4J 1.0.0-M2.1 and oneDNN are built for. */
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64", "arm64");

    private static final int OLDEST_JAVA = 17;

    private SystemCheck() {}

    /** @param system as {@link System#getProperties()} */
    static Section of(Properties system) {
        String architecture = system.getProperty("os.arch");
        List<Fact> facts = List.of(
                new Fact(
                        "version",
                        system.getProperty("java.version") + ", " + system.getProperty("java.vendor") + " ("
                                + system.getProperty("java.vm.name") + ")"),
                new Fact("installed in", system.getProperty("java.home")),
                new Fact(
                        "system",
                        system.getProperty("os.name") + " " + system.getProperty("os.version") + ", " + architecture));
        List<Finding> findings = new ArrayList<>();
        if (!ARCHITECTURES.contains(architecture)) {
            findings.add(Finding.error(
                    "ND4J has no native library for the architecture '" + architecture + "'.",
                    "Use a 64-bit Java on an Intel, AMD or ARM processor (a 32-bit Java on a 64-bit machine counts as"
                            + " 32-bit)."));
        }
        if (Runtime.Version.parse(system.getProperty("java.version")).feature() < OLDEST_JAVA) {
            findings.add(Finding.error(
                    "Java " + system.getProperty("java.version") + " is too old.",
                    "Install Java " + OLDEST_JAVA + " or later."));
        }
        return new Section("Java", facts, findings);
    }
}

package io.ssl4j.examples.cli;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Errors in what was typed: they end with exit code 2 and point to the help. */
final class Usage {

    private Usage() {}

    static ParameterException error(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Runs checks of options; what they refuse is an error of usage. */
    static void check(CommandSpec spec, Runnable checks) {
        try {
            checks.run();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Refuses options that would be ignored. */
    static void refuseOthers(CommandSpec spec, Set<String> allowed, String why) {
        Set<String> given = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.toCollection(TreeSet::new));
        given.removeAll(allowed);
        if (!given.isEmpty()) {
            throw error(spec, why + ", got " + String.join(", ", given));
        }
    }

    static void requireAtLeast(String option, long smallest, long value) {
        if (value < smallest) {
            throw new IllegalArgumentException(option + " must be at least " + smallest + ", got " + value);
        }
    }
}

package io.ssl4j.cli.option;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Errors in what was typed: they end with exit code 2 and point to the help. */
public final class Usage {

    private Usage() {}

    /** How values are read, on the command line and in a run's file; of an option given twice, the last one counts. */
    public static CommandLine configured(CommandLine line) {
        return line.setCaseInsensitiveEnumValuesAllowed(true).setOverwrittenOptionsAllowed(true);
    }

    /** An error in what was typed. */
    public static ParameterException error(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Runs checks of options; what they reject is an error of usage. */
    public static void check(CommandSpec spec, Runnable checks) {
        try {
            checks.run();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Rejects options that would be ignored. */
    public static void refuseOthers(CommandSpec spec, Set<String> allowed, String why) {
        Set<String> given = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.toCollection(TreeSet::new));
        given.removeAll(allowed);
        if (!given.isEmpty()) {
            throw error(spec, why + ", got " + String.join(", ", given));
        }
    }

    /** Rejects a value that is too small, with the name of its option. */
    public static void requireAtLeast(String option, long smallest, long value) {
        if (value < smallest) {
            throw new IllegalArgumentException(option + " must be at least " + smallest + ", got " + value);
        }
    }
}

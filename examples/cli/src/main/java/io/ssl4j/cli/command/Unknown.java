package io.ssl4j.cli.command;

import io.ssl4j.core.numerics.DidYouMean;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains words on the command line that are no command and no option, with the one that was perhaps meant. */
final class Unknown {

    private static final String OF_HELP = "Unknown subcommand";

    private Unknown() {}

    /** The explanation; empty for any other error. */
    static Optional<String> text(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return Optional.of(
                    text(error.getCommandLine(), unmatched.getUnmatched().get(0)));
        }
        boolean help = error.getMessage() != null && error.getMessage().startsWith(OF_HELP);
        return help && error.getValue() != null
                ? Optional.of(noCommand(error.getCommandLine(), error.getValue()))
                : Optional.empty();
    }

    private static String text(CommandLine command, String word) {
        if (word.startsWith("-")) {
            String name = word.replaceFirst("=.*", "");
            List<String> known = command.getCommandSpec().options().stream()
                    .map(OptionSpec::longestName)
                    .toList();
            return "there is no option '" + name + "'" + DidYouMean.question(name, known);
        }
        return command.getSubcommands().isEmpty()
                ? "'" + word + "' belongs to no option; values follow their option, as in --data " + word
                : noCommand(command, word);
    }

    private static String noCommand(CommandLine command, String name) {
        return "there is no command '" + name + "'"
                + DidYouMean.then(
                        name,
                        command.getSubcommands().keySet(),
                        "the commands are "
                                + String.join(", ", command.getSubcommands().keySet()));
    }
}

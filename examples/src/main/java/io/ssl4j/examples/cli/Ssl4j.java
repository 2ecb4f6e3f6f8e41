package io.ssl4j.examples.cli;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.train.CheckpointFormatException;
import io.ssl4j.core.train.DivergenceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line: pretrain an encoder on unlabelled images, evaluate it, embed images with it, look at views. */
@Command(
        name = "ssl4j",
        description = "Self-supervised learning on your own images, with no labels and no Python.",
        subcommands = {
            PretrainCommand.class,
            EvaluateCommand.class,
            EmbedCommand.class,
            AugmentCommand.class,
            MethodsCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Ssl4j.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the run diverged, 130 stopped (a checkpoint was written).",
            "",
            "The first thing to try, on the images that come with ssl4j:",
            "  ssl4j pretrain --out runs/first"
        })
public final class Ssl4j {

    /** The run was stopped in good order: 128 + SIGINT, as shells have it. */
    static final int STOPPED = 130;

    private static final int DIVERGED = 3;

    private Ssl4j() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
        System.exit(code);
    }

    /** Runs a command without ending the process. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Ssl4j());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Ssl4j::usageError);
        line.setExecutionExceptionHandler((error, command, parsed) -> failure(error, command));
        return line.execute(args);
    }

    private static int usageError(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        command.getErr().println("ssl4j: " + oneLine(error));
        command.getErr().println("Try 'ssl4j help " + command.getCommandName() + "' for what it takes.");
        return CommandLine.ExitCode.USAGE;
    }

    /** One line for what a user can mend; the whole stack for what only a developer can. */
    private static int failure(Exception error, CommandLine command) {
        boolean expected = error instanceof IllegalArgumentException
                || error instanceof IllegalStateException
                || error instanceof IOException
                || error instanceof UncheckedIOException
                || error instanceof DatasetFormatException
                || error instanceof CheckpointFormatException
                || error instanceof DivergenceException;
        command.getErr().println("ssl4j: " + oneLine(error));
        if (!expected || Boolean.getBoolean("ssl4j.stacktrace")) {
            error.printStackTrace(command.getErr());
        }
        return error instanceof DivergenceException ? DIVERGED : CommandLine.ExitCode.SOFTWARE;
    }

    private static String oneLine(Exception error) {
        if (error instanceof NoSuchFileException) {
            return "there is no file " + error.getMessage();
        }
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        return message.replaceAll("\\s*\\R\\s*", " ");
    }

    /** The version in the manifest; "development" when run from classes. */
    static final class Version implements CommandLine.IVersionProvider {

        static String text() {
            String version = Ssl4j.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"ssl4j " + text()};
        }
    }
}

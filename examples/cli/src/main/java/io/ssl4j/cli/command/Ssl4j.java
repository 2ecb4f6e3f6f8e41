package io.ssl4j.cli.command;

import io.ssl4j.cli.doctor.DoctorCommand;
import io.ssl4j.cli.option.ConfigArguments;
import io.ssl4j.cli.option.ErrorText;
import io.ssl4j.cli.option.OptionException;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.cli.option.Version;
import io.ssl4j.core.io.FileNames;
import io.ssl4j.core.train.DivergenceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line: pretrain an encoder on unlabelled samples, evaluate it, embed samples with it, look at views. */
@Command(
        name = "ssl4j",
        description = "Self-supervised learning on your own images and series, without labels and without Python.",
        subcommands = {
            PretrainCommand.class,
            TableCommand.class,
            EvaluateCommand.class,
            EmbedCommand.class,
            FinetuneCommand.class,
            PredictCommand.class,
            AugmentCommand.class,
            ViewsCommand.class,
            PackCommand.class,
            PlotCommand.class,
            MethodsCommand.class,
            DoctorCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the run diverged, 130 stopped (a checkpoint was written).",
            "",
            "The first thing to try, on the images that come with ssl4j:",
            "  ssl4j pretrain --out runs/first",
            "If it fails or is slow:",
            "  ssl4j doctor"
        })
public final class Ssl4j {

    private static final int DIVERGED = 3;

    private Ssl4j() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        // Our own texts do not depend on it; those of the libraries below would.
        Locale.setDefault(Locale.ROOT);
        int code = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
        System.exit(code);
    }

    /** Runs a command without ending the process. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        try {
            for (String arg : args) {
                FileNames.requireReadable(arg);
            }
            return commandLine(out, err).execute(ConfigArguments.expand(args));
        } catch (ParameterException e) {
            err.println("ssl4j: " + ErrorText.of(e) + " (see 'ssl4j help pretrain')");
            return CommandLine.ExitCode.USAGE;
        } catch (IOException | IllegalArgumentException e) {
            return failure(e, err);
        } catch (OutOfMemoryError e) {
            return failure(e, err);
        } finally {
            out.flush();
            err.flush();
        }
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine line = Usage.configured(new CommandLine(new Ssl4j()));
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler(Ssl4j::usageError);
        line.setExecutionExceptionHandler((error, command, parsed) -> failure(error, err));
        return line;
    }

    private static int usageError(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        boolean top = command.getParent() == null;
        command.getErr()
                .println("ssl4j: " + Unknown.text(error).orElseGet(() -> ErrorText.of(error)) + " (see 'ssl4j "
                        + (top ? "--help" : "help " + command.getCommandName()) + "')");
        return CommandLine.ExitCode.USAGE;
    }

    /** One line for what a user can fix; the whole stack for what only a developer can. */
    private static int failure(Throwable error, PrintWriter err) {
        err.println("ssl4j: " + ErrorText.of(error));
        if (!ErrorText.isExpected(error) || Boolean.getBoolean("ssl4j.stacktrace")) {
            error.printStackTrace(err);
        }
        if (error instanceof OptionException) {
            return CommandLine.ExitCode.USAGE;
        }
        return error instanceof DivergenceException ? DIVERGED : CommandLine.ExitCode.SOFTWARE;
    }
}

package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.encoder.Encoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command that has run in this process.
 *
 * @param code exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Cli(int code, String out, String err) {

    private static final Map<String, String> SHORT_RUN =
            Map.of("--encoder", "tiny", "--epochs", "2", "--batch-size", "16", "--lr", "0.01");

    public static Cli run(Object... args) {
        return run(new StringWriter(), args);
    }

    /** Runs a command with a standard output that may react to what is written. */
    public static Cli run(Writer out, Object... args) {
        StringWriter err = new StringWriter();
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        int code = Ssl4j.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new Cli(code, out.toString(), err.toString());
    }

    /** A short training run of the smallest encoder, with more options or other values. */
    public static Cli pretrain(Object... args) {
        return pretrain(new StringWriter(), args);
    }

    public static Cli pretrain(Writer out, Object... args) {
        List<Object> all = new ArrayList<>(List.of("pretrain"));
        all.addAll(List.of(args));
        SHORT_RUN.forEach((option, value) -> {
            if (!all.contains(option)) {
                all.addAll(List.of(option, value));
            }
        });
        return run(out, all.toArray());
    }

    /**
     * A standard output that interrupts the training thread where a line begins so, as Ctrl-C stops it after its step.
     * Who
     * uses it clears the interrupt afterwards.
     */
    public static Writer interruptingAt(String line) {
        return new StringWriter() {
            @Override
            public void write(String text, int offset, int length) {
                super.write(text, offset, length);
                if (text.startsWith(line, offset)) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    public Cli succeeded() {
        assertThat(err).isEmpty();
        assertThat(code).as(out).isZero();
        return this;
    }

    /** One line on standard error, no stack trace, and the exit code of a failure. */
    public String failure() {
        assertThat(code).as(err).isEqualTo(1);
        return errorLine();
    }

    /** The same with the exit code of wrong usage. */
    public String usageError() {
        assertThat(code).as(err).isEqualTo(2);
        return errorLine();
    }

    private String errorLine() {
        assertThat(err.lines()).hasSize(1);
        assertThat(err).startsWith("ssl4j: ").doesNotContain("Exception");
        return err.strip();
    }

    /** The parameters of a saved encoder, running statistics included. */
    public static float[] parameters(Path encoder) throws IOException {
        return Encoder.load(encoder)
                .network()
                .parameters()
                .values()
                .dup()
                .data()
                .asFloat();
    }

    /** The lines of a text file. */
    public static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }
}

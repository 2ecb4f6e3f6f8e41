package io.ssl4j.examples.benchmark;

import io.ssl4j.cli.machine.Machine;
import io.ssl4j.cli.option.OutputOptions;
import io.ssl4j.core.io.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures ssl4j, stock DL4J and, where a Python with PyTorch is found, PyTorch on the same work, and writes a table of
 * ratios. Run it with {@code mvn -q -Pbenchmark}, on a machine that does nothing else; about three quarters of an hour
 * on two cores.
 */
@Command(
        name = "benchmark",
        description = "Measure ssl4j next to stock DL4J and PyTorch, each at the best of its settings.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Benchmark implements Callable<Integer> {

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Parts to measure, of ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(names = "--rounds", description = "How often each side runs, in turn. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(
            names = "--quick",
            description = "Tiny work, one round, first settings: shows that everything runs; the figures mean nothing.")
    private boolean quick;

    @Option(
            names = "--python",
            paramLabel = "FILE",
            description = "A Python with torch and torchvision. Default: " + Python.VARIABLE
                    + ", else the first such python3 on the path.")
    private String python;

    @Option(names = "--no-python", description = "Leave PyTorch out.")
    private boolean noPython;

    @Option(names = "--out", paramLabel = "FILE", description = "The Markdown file. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("benchmark.md");

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    private Benchmark() {}

    /** Runs the benchmark and ends the process. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Benchmark()).setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(System.out, true));
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, got " + rounds);
        }
        output.check("--out", out);
        String interpreter = noPython ? null : Python.find(python).orElse(null);
        int threads = Runtime.getRuntime().availableProcessors();
        say(Machine.describe());
        double load = Machine.load();
        try (Workplace workplace = new Workplace()) {
            Session session = new Session(new Launcher(workplace, interpreter, threads), this::say);
            if (load > threads / 4.0) {
                session.remark(String.format(Locale.ROOT, "The machine was not idle at the start: load %.1f.", load));
            }
            if (interpreter == null) {
                session.remark("No Python with torch and torchvision: PyTorch is left out.");
            }
            Plan plan = new Plan(quick ? Scale.quick() : Scale.full());
            session.run(plan.contenders(only), quick ? 1 : rounds, !quick);
            write(session);
            return session.failures() == 0 ? 0 : 1;
        }
    }

    private void write(Session session) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(LocalDate.now() + "; " + Machine.describe() + "; medians of " + (quick ? 1 : rounds)
                + " alternating rounds, in brackets the least and the most.");
        lines.add("");
        if (quick) {
            lines.addAll(List.of("A quick run: the figures mean nothing.", ""));
        }
        Report report = new Report(session.results());
        lines.addAll(report.comparisons());
        lines.add("");
        lines.addAll(report.figures());
        lines.add("");
        report.differencesInSize().forEach(session::remark);
        session.remarks().forEach(text -> lines.add("- " + text));
        lines.forEach(this::say);
        AtomicFile.write(
                out, stream -> stream.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
        say("written: " + out.toAbsolutePath());
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}

package io.ssl4j.examples.benchmark;

import io.ssl4j.examples.benchmark.Contender.Language;
import io.ssl4j.examples.benchmark.Launcher.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures ssl4j, stock DL4J and, where a Python with PyTorch is found, PyTorch on the same work, and writes a table of
 * ratios. Run it with {@code mvn -q -Pbenchmark}, on a machine that does nothing else; about three quarters of an hour on two cores.
 */
@Command(
        name = "benchmark",
        description = "Measure ssl4j beside stock DL4J and PyTorch, each at the best of its settings.",
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

    @Spec
    private CommandSpec spec;

    private final Results results = new Results();
    private final List<String> remarks = new ArrayList<>();
    private int failures;

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
        String interpreter = noPython ? null : Python.find(python).orElse(null);
        int threads = Runtime.getRuntime().availableProcessors();
        say(Machine.describe());
        double load = Machine.load();
        if (load > threads / 4.0) {
            remark(String.format(Locale.ROOT, "The machine was not idle at the start: load %.1f.", load));
        }
        if (interpreter == null) {
            remark("No Python with torch and torchvision: PyTorch is left out.");
        }
        try (Workplace workplace = new Workplace()) {
            measure(new Launcher(workplace, interpreter, threads));
        }
        return failures == 0 ? 0 : 1;
    }

    private void measure(Launcher launcher) throws IOException, InterruptedException {
        Plan plan = new Plan(quick ? Scale.quick() : Scale.full());
        if (launcher.canRun(Language.PYTHON)) {
            Outcome torch = launcher.run(Language.PYTHON, List.of("info"), Setting.of("info"));
            torch.remarks().forEach(this::remark);
        }
        Map<Contender, Setting> chosen = new LinkedHashMap<>();
        for (Part part : EnumSet.copyOf(only)) {
            for (Contender contender : plan.contenders(part)) {
                if (launcher.canRun(contender.language())) {
                    choose(contender, launcher).ifPresent(setting -> chosen.put(contender, setting));
                }
            }
        }
        int last = quick ? 1 : rounds;
        for (int round = 1; round <= last; round++) {
            for (Map.Entry<Contender, Setting> entry : chosen.entrySet()) {
                Contender contender = entry.getKey();
                Optional<Outcome> ended = run(launcher, contender, contender.arguments(), entry.getValue());
                if (ended.isEmpty()) {
                    continue;
                }
                Outcome outcome = ended.get();
                results.add(contender.name(), outcome.figures());
                say("round " + round + " of " + last + ", " + contender.name() + ": " + outcome.figures());
                if (round == 1) {
                    outcome.remarks().forEach(this::remark);
                }
            }
        }
        write(last);
    }

    /** The setting with the best figure in a trial that does not count. */
    private Optional<Setting> choose(Contender contender, Launcher launcher) throws IOException, InterruptedException {
        List<Setting> settings = contender.settings();
        if (quick || settings.size() == 1) {
            return Optional.of(settings.get(0));
        }
        Setting best = null;
        double least = Double.POSITIVE_INFINITY;
        List<String> tried = new ArrayList<>();
        List<String> arguments = new ArrayList<>(contender.arguments());
        arguments.remove("--limit");
        overwrite(arguments, contender.trial());
        for (Setting setting : settings) {
            Optional<Outcome> outcome = run(launcher, contender, arguments, setting);
            if (outcome.isEmpty()) {
                continue;
            }
            double figure = outcome.get().figures().get(contender.goal().figure());
            tried.add(setting.label() + " " + Report.number(figure));
            double score = contender.goal().lessIsBetter() ? figure : -figure;
            if (score < least) {
                least = score;
                best = setting;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        remark("Settings of " + contender.name() + ": " + best.label() + ". Tried ("
                + contender.goal().figure() + "): " + String.join("; ", tried) + ".");
        return Optional.of(best);
    }

    /** An hour's work is not thrown away because one process failed: its rows are left out, and the report says so. */
    private Optional<Outcome> run(Launcher launcher, Contender contender, List<String> arguments, Setting setting)
            throws IOException, InterruptedException {
        try {
            return Optional.of(launcher.run(contender.language(), arguments, setting));
        } catch (ChildFailedException e) {
            failures++;
            say(e.getMessage());
            remarks.add("A process of " + contender.name() + " (" + setting.label() + ") failed.");
            return Optional.empty();
        }
    }

    private static void overwrite(List<String> arguments, List<String> options) {
        for (int i = 0; i < options.size(); i += 2) {
            arguments.set(arguments.indexOf(options.get(i)) + 1, options.get(i + 1));
        }
    }

    private void write(int measured) throws IOException {
        Report report = new Report(results);
        List<String> lines = new ArrayList<>();
        lines.add(LocalDate.now() + "; " + Machine.describe() + "; medians of " + measured
                + " alternating rounds, in brackets the least and the most.");
        lines.add("");
        if (quick) {
            lines.add("A quick run: the figures mean nothing.");
            lines.add("");
        }
        lines.addAll(report.comparisons());
        lines.add("");
        lines.addAll(report.figures());
        lines.add("");
        checkEqualSize().ifPresent(remarks::add);
        remarks.forEach(text -> lines.add("- " + text));
        lines.forEach(this::say);
        Files.write(out, lines);
        say("written: " + out.toAbsolutePath());
    }

    /** Both sides must train networks of the same size. */
    private Optional<String> checkEqualSize() {
        for (String part : List.of("step", "resnet18")) {
            Optional<double[]> ours = results.series(part + ".ours.parameters");
            Optional<double[]> torch = results.series(part + ".torch.parameters");
            if (ours.isPresent() && torch.isPresent() && ours.get()[0] != torch.get()[0]) {
                return Optional.of("The networks of " + part + " differ: ours has " + ours.get()[0]
                        + " trained parameters, PyTorch's " + torch.get()[0] + ".");
            }
        }
        return Optional.empty();
    }

    private void remark(String text) {
        remarks.add(text);
        say(text);
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}

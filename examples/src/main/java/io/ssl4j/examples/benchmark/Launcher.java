package io.ssl4j.examples.benchmark;

import io.ssl4j.examples.benchmark.Contender.Language;
import io.ssl4j.examples.benchmark.task.TaskMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one task in a process of its own and reads its figures. */
final class Launcher {

    /** Added to every child's figures where it can be known. */
    static final String PEAK_MEMORY = "peakMebibytes";

    private static final int LOG_LINES = 30;

    private final Workplace workplace;
    private final String python;
    private final int threads;

    /** @param python the interpreter, or null if there is none */
    Launcher(Workplace workplace, String python, int threads) {
        this.workplace = workplace;
        this.python = python;
        this.threads = threads;
    }

    /**
     * What a child wrote.
     *
     * @param figures by name
     * @param remarks for people
     */
    record Outcome(Map<String, Double> figures, List<String> remarks) {}

    boolean canRun(Language language) {
        return language == Language.JAVA || python != null;
    }

    /**
     * Runs a task.
     *
     * @throws ChildFailedException if it ends with an error
     */
    Outcome run(Language language, List<String> arguments, Setting setting) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(language == Language.JAVA ? java(arguments) : python());
        command.addAll(withFiles(arguments));
        command.addAll(setting.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(workplace.log().toFile());
        builder.environment().remove("OMP_WAIT_POLICY");
        builder.environment().putAll(setting.environment());
        Process process = builder.start();
        PeakMemory memory = PeakMemory.of(process);
        Outcome outcome = read(process);
        if (process.waitFor() != 0) {
            throw new ChildFailedException(
                    "this process ended with code " + process.exitValue() + ": " + String.join(" ", command) + "\n"
                            + String.join("\n", outcome.remarks()) + "\n" + endOf(workplace.log()));
        }
        memory.mebibytes().ifPresent(peak -> outcome.figures().put(PEAK_MEMORY, peak));
        return outcome;
    }

    /**
     * Where growth is watched, the heap is all there from the start: what grows then lies outside of it. And it is
     * small, so that the collector, which gives back the native memory of dead arrays, comes by many times.
     */
    private List<String> java(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(
                arguments.contains("--watch-memory")
                        ? List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch")
                        : List.of("-Xmx2g"));
        command.addAll(List.of(
                "-Dorg.bytedeco.javacpp.maxbytes=8g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=12g",
                "-cp",
                System.getProperty("java.class.path"),
                TaskMain.class.getName()));
        return command;
    }

    private List<String> python() {
        return List.of(python, workplace.script().toString());
    }

    private List<String> withFiles(List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        if (!all.contains("--threads")) {
            all.addAll(List.of("--threads", Integer.toString(threads)));
        }
        if (all.get(0).equals("pipeline")) {
            all.addAll(List.of("--images", workplace.images().toString()));
        }
        if (all.get(0).equals("decode")) {
            all.addAll(List.of("--images", workplace.photos().toString()));
        }
        return all;
    }

    private static Outcome read(Process process) throws IOException {
        Outcome outcome = new Outcome(new LinkedHashMap<>(), new ArrayList<>());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("@ ")) {
                    String[] words = line.split(" ");
                    outcome.figures().put(words[1], Double.parseDouble(words[2]));
                } else {
                    outcome.remarks().add(line.replaceFirst("^# ", ""));
                }
            }
        }
        return outcome;
    }

    private static String endOf(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }
}

package io.ssl4j.examples.benchmark;

import io.ssl4j.examples.benchmark.Contender.Language;
import io.ssl4j.examples.benchmark.Launcher.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the contenders: first each with all its settings, to choose one, then all of them in turn, round by round. A
 * process that fails ends nothing but its own row, since the others may have taken an hour.
 */
final class Session {

    private final Launcher launcher;
    private final Consumer<String> console;
    private final Results results = new Results();
    private final List<String> remarks = new ArrayList<>();
    private int failures;

    /** @param console gets a line whenever something is known */
    Session(Launcher launcher, Consumer<String> console) {
        this.launcher = launcher;
        this.console = console;
    }

    Results results() {
        return results;
    }

    List<String> remarks() {
        return remarks;
    }

    /** Processes that failed. */
    int failures() {
        return failures;
    }

    void remark(String text) {
        remarks.add(text);
        console.accept(text);
    }

    /**
     * Measures.
     *
     * @param rounds how often each contender runs after the trials
     * @param trials whether settings are tried; else each contender's first one is taken
     */
    void run(Collection<Contender> contenders, int rounds, boolean trials) throws IOException, InterruptedException {
        if (launcher.canRun(Language.PYTHON)) {
            launcher.run(Language.PYTHON, List.of("info"), Setting.of("info"))
                    .remarks()
                    .forEach(this::remark);
        }
        Map<Contender, Setting> chosen = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            if (launcher.canRun(contender.language())) {
                choose(contender, trials).ifPresent(setting -> chosen.put(contender, setting));
            }
        }
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<Contender, Setting> entry : chosen.entrySet()) {
                Contender contender = entry.getKey();
                Optional<Outcome> outcome = run(contender, contender.arguments(), entry.getValue());
                if (outcome.isPresent()) {
                    Map<String, Double> figures = outcome.get().figures();
                    results.add(contender.name(), figures);
                    console.accept("round " + round + " of " + rounds + ", " + contender.name() + ": " + figures);
                }
            }
        }
    }

    /** The setting with the best figure in a trial that does not count; none if all fail. */
    private Optional<Setting> choose(Contender contender, boolean trials) throws IOException, InterruptedException {
        if (!trials || contender.settings().size() == 1) {
            return Optional.of(contender.settings().get(0));
        }
        Optional<Setting> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        List<String> tried = new ArrayList<>();
        for (Setting setting : contender.settings()) {
            Optional<Outcome> outcome = run(contender, contender.trialArguments(), setting);
            if (outcome.isPresent()) {
                double figure = outcome.get().figures().get(contender.goal().figure());
                tried.add(setting.label() + " " + Report.number(figure));
                double score = contender.goal().lessIsBetter() ? figure : -figure;
                if (score < least) {
                    least = score;
                    best = Optional.of(setting);
                }
            }
        }
        best.ifPresent(setting -> remark("Settings of " + contender.name() + ": " + setting.label() + ". Tried ("
                + contender.goal().figure() + "): " + String.join("; ", tried) + "."));
        return best;
    }

    private Optional<Outcome> run(Contender contender, List<String> arguments, Setting setting)
            throws IOException, InterruptedException {
        try {
            return Optional.of(launcher.run(contender.language(), arguments, setting));
        } catch (ChildFailedException e) {
            failures++;
            console.accept(e.getMessage());
            remarks.add("A process of " + contender.name() + " (" + setting.label() + ") failed.");
            return Optional.empty();
        }
    }
}

package io.ssl4j.examples.benchmark;

import io.ssl4j.examples.benchmark.Results.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables, in Markdown that also reads well on a console. */
final class Report {

    private static final Map<String, String> SINGLE_FIGURES = Map.ofEntries(
            Map.entry("step.ours.limitConvolutionSeconds", "recipe S, limit: convolutions, s"),
            Map.entry("step.ours.limitNormSeconds", "recipe S, limit: batch norms with ReLU, s"),
            Map.entry("step.ours.limitOtherSeconds", "recipe S, limit: residual additions with ReLU, s"),
            Map.entry(
                    "pipeline.ours.allocatedMegabytesPerStep",
                    "recipe S pipeline, Java allocation of all threads per step, MB"),
            Map.entry(
                    "growth.ours.residentMebibytesPer1000Steps",
                    "long run, growth of resident memory per 1000 steps, MiB"),
            Map.entry("augment.ours.allocatedBytesPerView", "augmentation, Java allocation per view, bytes"));

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /** The comparisons; a row for each that was measured on both sides. */
    List<String> comparisons() {
        List<String> lines = new ArrayList<>(
                List.of("| what | ours | beside | theirs | ratio (above 1: ours is ahead) |", "|---|---|---|---|---|"));
        for (Comparison comparison : Comparison.all()) {
            comparison
                    .row(results)
                    .ifPresent(row -> lines.add("| " + comparison.what() + ", " + comparison.unit() + " | "
                            + text(row.ours()) + " | " + comparison.side() + " | " + text(row.other()) + " | **"
                            + number(row.ratio().median()) + "** ("
                            + number(row.ratio().min()) + " .. "
                            + number(row.ratio().max()) + ") |"));
        }
        return lines;
    }

    /** Our own figures that have no counterpart. */
    List<String> figures() {
        List<String> lines = new ArrayList<>(List.of("| figure | median (least .. most) |", "|---|---|"));
        SINGLE_FIGURES.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            Optional<double[]> series = results.series(entry.getKey());
            series.ifPresent(values -> lines.add("| " + entry.getValue() + " | " + text(Spread.of(values)) + " |"));
        });
        return lines;
    }

    /** Both sides must train networks of the same size: a sentence for each pair that does not. */
    List<String> differencesInSize() {
        List<String> lines = new ArrayList<>();
        for (String part : List.of("step", "resnet18")) {
            Optional<double[]> ours = results.series(part + ".ours.parameters");
            Optional<double[]> torch = results.series(part + ".torch.parameters");
            if (ours.isPresent() && torch.isPresent() && ours.get()[0] != torch.get()[0]) {
                lines.add(String.format(
                        Locale.ROOT,
                        "The networks of %s differ, so its rows mean nothing: ours has %.0f trained parameters, PyTorch's %.0f.",
                        part,
                        ours.get()[0],
                        torch.get()[0]));
            }
        }
        return lines;
    }

    private static String text(Spread spread) {
        return number(spread.median()) + " (" + number(spread.min()) + " .. " + number(spread.max()) + ")";
    }

    /** Three significant digits. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        int decimals =
                size >= 10 ? 1 : size >= 1 || size == 0 ? 2 : Math.min(6, 2 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

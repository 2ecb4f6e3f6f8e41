package io.ssl4j.cli.chart;

import io.ssl4j.cli.chart.Series.Point;
import io.ssl4j.cli.run.CsvLine;
import io.ssl4j.cli.run.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the logs of a run say about its course.
 *
 * @param name of the run: its folder as given
 * @param ends minutes of training at each epoch's last step
 * @param loss the mean of each epoch, over epochs; without those whose loss is not finite
 * @param knnOverEpochs validation k-NN in percent; empty if the run watched none
 * @param knnOverMinutes the same over the minutes of training
 */
public record RunCurves(
        String name,
        Map<Double, Double> ends,
        List<Point> loss,
        List<Point> knnOverEpochs,
        List<Point> knnOverMinutes) {

    /**
     * Reads a run's logs, also while it runs.
     *
     * @throws IllegalArgumentException if the folder holds no run, or one without a step
     * @throws IOException if a log cannot be read or is not one
     */
    public static RunCurves read(Path folder) throws IOException {
        RunFolder run = new RunFolder(folder);
        if (!Files.exists(run.metrics())) {
            throw new IllegalArgumentException(
                    "a run to plot must be a folder that pretrain made, there is no " + run.metrics());
        }
        Map<Long, Double> minutes = new TreeMap<>();
        Map<Double, Double> ends = new TreeMap<>();
        Map<Double, List<Double>> losses = new TreeMap<>();
        for (Map<String, String> row : rows(run.metrics())) {
            double epoch = number(row, "epoch", run.metrics());
            double minute = number(row, "seconds", run.metrics()) / 60;
            minutes.put((long) number(row, "step", run.metrics()), minute);
            ends.put(epoch, minute);
            losses.computeIfAbsent(epoch, each -> new ArrayList<>()).add(number(row, "loss", run.metrics()));
        }
        if (minutes.isEmpty()) {
            throw new IllegalArgumentException("a run to plot must have made a step, " + run.metrics() + " has none");
        }
        List<Point> overEpochs = new ArrayList<>();
        List<Point> overMinutes = new ArrayList<>();
        List<Map<String, String>> measured = Files.exists(run.knn()) ? rows(run.knn()) : List.of();
        for (Map<String, String> row : measured) {
            double accuracy = 100 * number(row, "accuracy", run.knn());
            overEpochs.add(new Point(number(row, "epoch", run.knn()), accuracy));
            Double minute = minutes.get((long) number(row, "step", run.knn()));
            if (minute != null) {
                overMinutes.add(new Point(minute, accuracy));
            }
        }
        List<Point> loss = new ArrayList<>();
        losses.forEach((epoch, ofSteps) -> {
            double mean = ofSteps.stream().mapToDouble(each -> each).average().orElseThrow();
            if (Double.isFinite(mean)) {
                loss.add(new Point(epoch, mean));
            }
        });
        return new RunCurves(folder.toString(), ends, loss, overEpochs, overMinutes);
    }

    /** The panels of some runs; those of k-NN are left out where no run has any. */
    public static List<Panel> panels(List<RunCurves> runs) {
        List<Panel> panels = new ArrayList<>();
        if (runs.stream().anyMatch(run -> !run.knnOverEpochs().isEmpty())) {
            String knn = "k-NN accuracy on the validation samples, %";
            panels.add(panel(knn, "minutes of training", runs, RunCurves::knnOverMinutes));
            panels.add(panel(knn, "epochs", runs, RunCurves::knnOverEpochs));
        }
        panels.add(panel("loss, mean of the epoch", "epochs", runs, RunCurves::loss));
        return panels;
    }

    /** The figures of the panels: a line for each epoch with its end, its mean loss, and k-NN where it was measured. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(name);
        lines.add("epoch  minutes     loss  k-NN, %");
        Map<Double, Double> losses = byEpoch(loss);
        Map<Double, Double> accuracies = byEpoch(knnOverEpochs);
        ends.forEach((epoch, minute) -> lines.add(String.format(
                Locale.ROOT,
                "%5.0f  %7.1f  %7s  %7s",
                epoch,
                minute,
                cell("%.4f", losses.get(epoch)),
                cell("%.1f", accuracies.get(epoch)))));
        return lines;
    }

    private static Map<Double, Double> byEpoch(List<Point> points) {
        return points.stream().collect(Collectors.toMap(Point::x, Point::y, (first, later) -> later));
    }

    private static String cell(String format, Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static Panel panel(
            String title, String over, List<RunCurves> runs, Function<RunCurves, List<Point>> curve) {
        return new Panel(
                title,
                over,
                runs.stream()
                        .map(run -> new Series(run.name(), curve.apply(run)))
                        .toList());
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        List<String> names = lines.isEmpty() ? List.of() : CsvLine.fields(lines.get(0));
        return lines.stream()
                .skip(1)
                .map(CsvLine::fields)
                // The last line of a run that is going on may be a part of one.
                .filter(fields -> fields.size() == names.size())
                .map(fields ->
                        names.stream().collect(Collectors.toMap(each -> each, each -> fields.get(names.indexOf(each)))))
                .toList();
    }

    private static double number(Map<String, String> row, String column, Path file) throws IOException {
        String text = row.get(column);
        if (text == null) {
            throw new IOException(file + " must have a column '" + column + "', it has " + row.keySet());
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException(file + " must hold numbers, got '" + text + "' as " + column, e);
        }
    }
}

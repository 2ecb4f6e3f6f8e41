package io.ssl4j.core.log;

import io.ssl4j.core.train.event.StepDone;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Comma-separated values with a header. */
final class CsvMetrics implements MetricsFormat {

    private static final Logger LOG = LoggerFactory.getLogger(CsvMetrics.class);
    private static final List<String> BEFORE = List.of("step", "epoch", "loss", "learning_rate", "gradient_norm");
    private static final List<String> AFTER = List.of("samples_per_second", "seconds");

    private static final Pattern ROW = Pattern.compile("(\\d{1,18}),.*");

    private List<String> terms;
    private boolean warned;

    @Override
    public MetricsFormat fresh() {
        return new CsvMetrics();
    }

    @Override
    public void begin(List<String> existing) {
        terms = null;
        if (!existing.isEmpty()) {
            List<String> head = cells(existing.get(0));
            if (head.size() < BEFORE.size() + AFTER.size()
                    || !head.subList(0, BEFORE.size()).equals(BEFORE)) {
                throw new IllegalStateException("the metrics file of a resumed run must begin with the columns "
                        + BEFORE + ", it begins with " + head + "; move it away");
            }
            terms = head.subList(BEFORE.size(), head.size() - AFTER.size());
        }
    }

    @Override
    public List<String> lines(StepDone step) {
        List<String> lines = new ArrayList<>();
        if (terms == null) {
            terms = List.copyOf(new TreeSet<>(step.terms().keySet()));
            lines.add(Stream.of(BEFORE, terms, AFTER)
                    .flatMap(List::stream)
                    .map(CsvMetrics::quoted)
                    .collect(Collectors.joining(",")));
        }
        if (!warned && !terms.containsAll(step.terms().keySet())) {
            warned = true;
            LOG.warn(
                    "step {} has terms {}, the metrics file has columns for {}; the others are left out",
                    step.step(),
                    step.terms().keySet(),
                    terms);
        }
        List<Object> row = new ArrayList<>(
                List.of(step.step(), step.epoch(), step.loss(), step.learningRate(), step.gradientNorm()));
        terms.forEach(
                term -> row.add(step.terms().containsKey(term) ? step.terms().get(term) : ""));
        row.add(step.samplesPerSecond());
        row.add(step.seconds());
        lines.add(row.stream().map(Object::toString).collect(Collectors.joining(",")));
        return lines;
    }

    @Override
    public long step(String line) {
        if (line.startsWith("step,")) {
            return 0;
        }
        Matcher row = ROW.matcher(line);
        return row.matches() ? Long.parseLong(row.group(1)) : Long.MAX_VALUE;
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    /** Returns the cells of a line, without quotes. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean inQuotes = false;
        boolean afterQuote = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                // A doubled quote within quotes stands for one quote.
                if (!inQuotes && afterQuote) {
                    cell.append('"');
                }
                inQuotes = !inQuotes;
            } else if (c == ',' && !inQuotes) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
            afterQuote = c == '"';
        }
        cells.add(cell.toString());
        return cells;
    }
}

package io.ssl4j.core.log;

import io.ssl4j.core.train.event.StepDone;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One JSON object per line. */
final class JsonLinesMetrics implements MetricsFormat {

    private static final Pattern ROW = Pattern.compile("\\{\"step\":(\\d{1,18}),.*}");

    @Override
    public MetricsFormat fresh() {
        return this;
    }

    @Override
    public void begin(List<String> existing) {}

    @Override
    public List<String> lines(StepDone step) {
        String terms = new TreeMap<>(step.terms())
                .entrySet().stream()
                        .map(term -> quoted(term.getKey()) + ":" + number(term.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
        return List.of("{\"step\":" + step.step()
                + ",\"epoch\":" + step.epoch()
                + ",\"loss\":" + number(step.loss())
                + ",\"learning_rate\":" + number(step.learningRate())
                + ",\"gradient_norm\":" + number(step.gradientNorm())
                + ",\"terms\":" + terms
                + ",\"samples_per_second\":" + number(step.samplesPerSecond())
                + ",\"seconds\":" + number(step.seconds()) + "}");
    }

    @Override
    public long step(String line) {
        Matcher row = ROW.matcher(line);
        return row.matches() ? Long.parseLong(row.group(1)) : Long.MAX_VALUE;
    }

    /** JSON has no NaN and no infinity. */
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

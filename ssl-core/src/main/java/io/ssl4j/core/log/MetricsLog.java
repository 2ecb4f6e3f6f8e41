package io.ssl4j.core.log;

import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.StepDone;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes the metrics of the steps into a file, one row per step (or per n-th). Every row is flushed, so that the file
 * can be read during the run and contains the last step before a crash.
 *
 * <p>When a run resumes, the rows after its checkpoint's step are removed first. Apart from {@code samples_per_second}
 * and {@code seconds}, the file therefore ends up like that of an uninterrupted run. A run that starts from the
 * beginning rejects a file that already has rows.
 */
public final class MetricsLog extends FileListener<Writer> {

    private final Path path;
    private final MetricsFormat format;
    private final long every;

    private MetricsLog(Path path, MetricsFormat format, long every) {
        this.path = Objects.requireNonNull(path, "path");
        this.format = format;
        this.every = every;
    }

    /**
     * Comma-separated values (RFC 4180) with the columns {@code step, epoch, loss, learning_rate, gradient_norm}, the
     * terms of the first row by name, {@code samples_per_second, seconds}. A term that first appears later has no
     * column; JSON lines keep it.
     */
    public static MetricsLog csv(Path path) {
        return new MetricsLog(path, new CsvMetrics(), 1);
    }

    /** One JSON object per row with the same names, and the terms in a nested object. */
    public static MetricsLog jsonLines(Path path) {
        return new MetricsLog(path, new JsonLinesMetrics(), 1);
    }

    /** Returns the same log with only the rows of every n-th step of the run. */
    public MetricsLog everySteps(long n) {
        if (n < 1) {
            throw new IllegalArgumentException("rows must lie at least 1 step apart, got " + n);
        }
        return new MetricsLog(path, format.fresh(), n);
    }

    @Override
    public void onStart(RunStarted start) {
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            List<String> kept = Files.exists(path) ? keptLines(start) : List.of();
            open(new BufferedWriter(
                    new OutputStreamWriter(new FileOutputStream(path.toFile(), true), StandardCharsets.UTF_8)));
            format.begin(kept);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void onStep(StepDone step) {
        if (step.step() % every != 0) {
            return;
        }
        try {
            for (String line : format.lines(step)) {
                file().write(line);
                file().write('\n');
            }
            file().flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Truncates the file to the rows up to the step that the run resumes from. */
    private List<String> keptLines(RunStarted start) throws IOException {
        List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
        if (start.resumedFrom().isEmpty()) {
            if (lines.isEmpty()) {
                return lines;
            }
            throw new IllegalStateException("a new run needs a new metrics file, but " + path + " holds " + lines.size()
                    + " lines; move it away or choose another path");
        }
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            if (format.step(line) <= start.step()) {
                kept.add(line);
            }
        }
        AtomicFile.writeFile(path, temporary -> Files.write(temporary, kept, StandardCharsets.UTF_8));
        return kept;
    }

    @Override
    UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("cannot write the metrics file " + path + ": " + e, e);
    }
}

package io.ssl4j.cli.run;

import io.ssl4j.core.log.TensorBoardLog;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.eval.knn.KnnMonitor.Measurement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The k-NN accuracies of a run: a line for people, and a row {@code epoch,step,accuracy} in the run's folder. A run
 * that
 * resumes drops the rows that lie after its checkpoint.
 */
final class KnnLog implements TrainingListener, Consumer<Measurement> {

    private static final String HEADER = "epoch,step,accuracy";

    private final Path file;
    private final String samples;
    private final PrintWriter out;
    private final Optional<TensorBoardLog> tensorBoard;
    private final List<String> rows = new ArrayList<>();

    /** @param samples what they are called: "images" */
    KnnLog(Path file, String samples, PrintWriter out, Optional<TensorBoardLog> tensorBoard) {
        this.file = file;
        this.samples = samples;
        this.tensorBoard = tensorBoard;
        this.out = out;
    }

    @Override
    public void onStart(RunStarted start) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
            lines.stream()
                    .skip(1)
                    .filter(row -> Long.parseLong(row.split(",")[1]) <= start.step())
                    .forEach(rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
        write();
    }

    @Override
    public void accept(Measurement measured) {
        out.println(String.format(
                Locale.ROOT,
                "epoch %d: k-NN %.1f %% on the validation %s",
                measured.epoch(),
                100 * measured.accuracy(),
                samples));
        tensorBoard.ifPresent(log -> log.record("validation/knn", measured.step(), measured.accuracy()));
        rows.add(measured.epoch() + "," + measured.step() + "," + measured.accuracy());
        write();
    }

    private void write() {
        try {
            TextLines.write(file, Stream.concat(Stream.of(HEADER), rows.stream()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }
}

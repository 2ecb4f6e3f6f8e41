package io.ssl4j.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.train.event.RunStarted;
import io.ssl4j.core.train.event.RunWarnings;
import io.ssl4j.core.train.event.StepDone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The columns and rows of metrics files, over a resume too. */
class MetricsLogTest {

    private static final RunLength LENGTH = new RunLength(20, 10);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void path() {
        file = directory.resolve("sub").resolve("metrics");
    }

    @Test
    void csvColumns() throws IOException {
        MetricsLog log = MetricsLog.csv(file);
        log.onStart(start(0));
        log.onStep(step(1, Map.of("uniformity", -1.5, "a,\"b\"", 2.0)));
        log.onStep(step(2, Map.of("uniformity", Double.NaN, "late", 7.0)));
        log.onEnd(null);
        assertThat(file)
                .hasContent(
                        """
                        step,epoch,loss,learning_rate,gradient_norm,"a,""b""\",uniformity,samples_per_second,seconds
                        1,1,0.5,0.1,2.0,2.0,-1.5,100.0,0.25
                        2,1,0.5,0.1,2.0,,NaN,100.0,0.25
                        """);
    }

    @Test
    void jsonLines() throws IOException {
        MetricsLog log = MetricsLog.jsonLines(file);
        log.onStart(start(0));
        log.onStep(step(1, Map.of("b", Double.POSITIVE_INFINITY, "a\"\\\n", 2.0)));
        log.onEnd(null);
        assertThat(Files.readString(file))
                .isEqualTo(
                        "{\"step\":1,\"epoch\":1,\"loss\":0.5,\"learning_rate\":0.1,\"gradient_norm\":2.0,"
                                + "\"terms\":{\"a\\\"\\\\\\u000a\":2.0,\"b\":null},\"samples_per_second\":100.0,\"seconds\":0.25}\n");
    }

    @Test
    void everyRowCanBeReadAtOnce() throws IOException {
        MetricsLog log = MetricsLog.csv(file);
        log.onStart(start(0));
        log.onStep(step(1, Map.of()));
        assertThat(Files.readAllLines(file)).hasSize(2);
        log.onFailure(new IllegalStateException());
    }

    @Test
    void everyNthStep() throws IOException {
        MetricsLog log = MetricsLog.csv(file).everySteps(3);
        log.onStart(start(0));
        for (int step = 1; step <= 10; step++) {
            log.onStep(step(step, Map.of()));
        }
        log.onEnd(null);
        assertThat(Files.readAllLines(file))
                .extracting(line -> line.split(",")[0])
                .containsExactly("step", "3", "6", "9");
        assertThatThrownBy(() -> log.everySteps(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows must lie at least 1 step apart, got 0");
    }

    @Test
    void aResumedRunDropsTheRowsAfterItsCheckpoint() throws IOException {
        for (MetricsLog log :
                new MetricsLog[] {MetricsLog.csv(file), MetricsLog.jsonLines(file.resolveSibling("json"))}) {
            log.onStart(start(0));
            for (int step = 1; step <= 5; step++) {
                log.onStep(step(step, Map.of("x \"y\", z", 1.0)));
            }
            log.onFailure(new IllegalStateException());
            log.onStart(start(3));
            log.onStep(step(4, Map.of("x \"y\", z", 9.0)));
            log.onEnd(null);
        }
        assertThat(Files.readAllLines(file)).hasSize(5).last().isEqualTo("4,1,0.5,0.1,2.0,9.0,100.0,0.25");
        assertThat(Files.readAllLines(file.resolveSibling("json"))).hasSize(4);
    }

    @Test
    void aNewRunDoesNotOverwriteAnothersFile() throws IOException {
        MetricsLog log = MetricsLog.csv(file);
        log.onStart(start(0));
        log.onStep(step(1, Map.of()));
        log.onEnd(null);
        assertThatThrownBy(() -> log.onStart(start(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a new run needs a new metrics file, but " + file
                        + " holds 2 lines; move it away or choose another path");
    }

    @Test
    void anotherFileIsNotGoneOnWith() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "step,accuracy\n1,0.5\n");
        assertThatThrownBy(() -> MetricsLog.csv(file).onStart(start(3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the metrics file of a resumed run must begin with the columns [step, epoch, loss,"
                        + " learning_rate, gradient_norm], it begins with [step, accuracy]; move it away");
    }

    @Test
    void aPathThatCannotBeWrittenIsNamed() {
        assertThatThrownBy(() -> MetricsLog.csv(directory).onStart(start(0)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write the metrics file " + directory);
    }

    private static RunStarted start(long step) {
        Optional<Path> from = step > 0 ? Optional.of(Path.of("c")) : Optional.empty();
        return new RunStarted(
                "toy",
                new RunInfo(100, 10, 2, LENGTH, 0),
                "sgd",
                "learning rate 0.1",
                step,
                from,
                Map.of(),
                CollapseHints.none(),
                new RunWarnings());
    }

    private static StepDone step(long step, Map<String, Double> terms) {
        return new StepDone(step, 1, LENGTH, 0.5, terms, Optional.empty(), 0.1, 2, 100, 0.25, 1);
    }
}

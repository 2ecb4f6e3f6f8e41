package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.cli.option.Version;
import io.ssl4j.cli.run.CsvLine;
import io.ssl4j.cli.run.PreparedRun;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A table of two rows: one that is good, and one whose learning rate makes it diverge. */
class TableTest {

    private static final String ROWS =
            """
            defaults:
              encoder: tiny
              epochs: 2
              batch-size: 8
              lr: 0.01
              knn-every: 0
            rows:
              - name: good
                set: {temperature: 0.3}
              - name: bad
                method: vicreg
                optimizer: sgd
                lr: 1e30
            """;

    private static final String ERROR = "training diverged at step 2 (epoch 1): the loss must be finite";

    @TempDir
    static Path folder;

    private static Path data;
    private static Path rows;
    private static Path out;
    private static Cli first;

    @BeforeAll
    static void run() throws IOException {
        LabeledImageDataset images = SyntheticImages.patterns(16, 3, 16, 1, 1);
        data = ImageFixtures.writeIdxImages(folder.resolve("train-images-idx3-ubyte"), images);
        ImageFixtures.writeIdxLabels(folder.resolve("train-labels-idx1-ubyte"), images.labels());
        rows = Files.writeString(folder.resolve("rows.yaml"), ROWS);
        out = folder.resolve("table");
        first = table(out);
    }

    private static Cli table(Path folder, Object... more) {
        List<Object> all = new ArrayList<>(
                List.of("table", "--rows", rows, "--out", folder, "--data", data, "--validation-share", "0.2"));
        all.addAll(List.of(more));
        return Cli.run(all.toArray());
    }

    @Test
    void aRowThatDivergesDoesNotEndTheTable() {
        assertThat(first.failure()).startsWith("ssl4j: row 'bad': training diverged at step ");
        assertThat(first.out())
                .contains("row 1 of 2, good: to begin", "row 2 of 2, bad: to begin")
                .contains("1 of 2 rows failed: bad");
    }

    @Test
    void theCsvHasTheFiguresOfTheSummary() throws IOException {
        List<String> lines = Cli.lines(out.resolve("table.csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .isEqualTo(
                        "name,method,settings,seed,epochs,batch_size,steps,train_seconds,samples_per_second,knn,linear,"
                                + "untrained_knn,untrained_linear,floor_knn,floor_linear,knn_gain,"
                                + "embedding_deviation,full_sphere_deviation,effective_rank,diagnoses,error");
        JsonNode summary = summary(out);
        double gain = Double.parseDouble(CsvLine.fields(lines.get(1)).get(15));
        assertThat(gain)
                .isEqualTo(
                        summary.path("knnAccuracy").doubleValue()
                                - summary.path("untrained").path("knnAccuracy").doubleValue(),
                        within(1e-15));
        assertThat(CsvLine.fields(lines.get(1)))
                .containsExactly(
                        "good",
                        "simclr",
                        "validation-share=0.2 temperature=0.3 encoder=tiny lr=0.01",
                        "42",
                        "2",
                        "8",
                        "6",
                        summary.path("trainSeconds").asText(),
                        summary.path("samplesPerSecond").asText(),
                        summary.path("knnAccuracy").asText(),
                        summary.path("linearAccuracy").asText(),
                        summary.path("untrained").path("knnAccuracy").asText(),
                        summary.path("untrained").path("linearAccuracy").asText(),
                        summary.path("floors")
                                .path("raw pixels")
                                .path("knnAccuracy")
                                .asText(),
                        summary.path("floors")
                                .path("raw pixels")
                                .path("linearAccuracy")
                                .asText(),
                        CsvLine.fields(lines.get(1)).get(15),
                        summary.path("embeddings").path("deviation").asText(),
                        "0.125",
                        summary.path("embeddings").path("effectiveRank").asText(),
                        "not measured",
                        "");
        assertThat(lines.get(2))
                .isEqualTo("bad,vicreg,validation-share=0.2 encoder=tiny optimizer=sgd lr=1.0E30,42,2,8"
                        + ",,,,,,,,,,,,,,," + ERROR);
    }

    @Test
    void theMarkdownIsForPeople() throws IOException {
        List<String> lines = Cli.lines(out.resolve("table.md"));
        // Of 48 images, 20 are by their names to test or to watch.
        assertThat(lines.get(0))
                .startsWith("train-images-idx3-ubyte, 28 images of 16 x 16 x 1 to learn from. Encoder: tiny. ")
                .contains(Runtime.getRuntime().availableProcessors() + " cores")
                .contains("Java " + System.getProperty("java.version"))
                .containsPattern("\\. \\d{4}-\\d{2}-\\d{2}, ssl4j ")
                .endsWith(Version.text() + ".")
                .doesNotContain(folder.toString());
        JsonNode summary = summary(out);
        assertThat(lines.get(2))
                .startsWith("| name | method | settings | seed | epochs | batch size | steps | k-NN, % | linear, % ");
        assertThat(lines.get(4))
                .startsWith(String.format(
                        Locale.ROOT,
                        "| good | simclr | validation-share=0.2 temperature=0.3 encoder=tiny lr=0.01 | 42 | 2 | 8 | 6"
                                + " | %.1f | %.1f | %.1f | %.1f | ",
                        100 * summary.path("knnAccuracy").doubleValue(),
                        100 * summary.path("linearAccuracy").doubleValue(),
                        100 * summary.path("untrained").path("knnAccuracy").doubleValue(),
                        100 * summary.path("untrained").path("linearAccuracy").doubleValue()))
                .contains(" | 0.1250 | ", " | not measured | ");
        assertThat(lines.get(5)).contains(" | 42 | 2 | 8 | " + ERROR + " |  |  | ");
        for (String line : lines.subList(2, 6)) {
            assertThat(line.chars().filter(c -> c == '|').count()).isEqualTo(21);
        }
        assertThat(lines.get(7)).endsWith("it can say nothing before step 200.");
    }

    /** What ran before the columns were there is continued; what is done has them from its summary. */
    @Test
    void aTableOfAnEarlierVersionIsContinued(@TempDir Path earlier) throws IOException {
        copy(out.resolve("good"), earlier.resolve("good"));
        List<String> now = Cli.lines(out.resolve("table.csv"));
        List<String> before = now.stream()
                .map(line -> {
                    List<String> fields = new ArrayList<>(CsvLine.fields(line));
                    fields.remove(19);
                    fields.remove(6);
                    return CsvLine.of(fields);
                })
                .toList();
        assertThat(before.get(0)).contains("batch_size,train_seconds", "effective_rank,error");
        Files.write(earlier.resolve("table.csv"), before);
        assertThat(table(earlier, "--dry-run").succeeded().out()).contains("bad: to begin, failed before: " + ERROR);
        table(earlier, "--only", "good").succeeded();
        assertThat(Cli.lines(earlier.resolve("table.csv"))).isEqualTo(now);

        Files.writeString(earlier.resolve("table.csv"), before.get(0) + "\n" + now.get(1) + "\n");
        assertThat(table(earlier, "--only", "good").failure())
                .contains("table.csv is damaged: a line of results must have 19 fields, got 21: [good, ");
    }

    @Test
    void whatIsDoneIsNotRunAgain() throws IOException {
        Path copy = folder.resolve("copy");
        FileTime before = Files.getLastModifiedTime(out.resolve("good/encoder.zip"));
        Files.createDirectories(copy);
        copy(out.resolve("good"), copy.resolve("good"));
        Cli again = table(copy, "--only", "good").succeeded();
        assertThat(again.out()).contains("row 1 of 1, good: done").doesNotContain("images/s");
        assertThat(Cli.lines(copy.resolve("table.csv")))
                .isEqualTo(Cli.lines(out.resolve("table.csv")).subList(0, 2));
        assertThat(Files.getLastModifiedTime(out.resolve("good/encoder.zip"))).isEqualTo(before);

        // It diverged before its first checkpoint, so it begins again: the head and step 1, once.
        Cli retried = table(out);
        assertThat(retried.failure()).contains("row 'bad'");
        assertThat(retried.out()).contains("row 1 of 2, good: done", "row 2 of 2, bad: to begin");
        assertThat(Cli.lines(out.resolve("bad/metrics.csv"))).hasSize(2);
        assertThat(Cli.lines(out.resolve("table.csv"))).hasSize(3);
    }

    @Test
    void anInterruptedRowGoesOnToTheSameBits() throws IOException {
        Path stopped = folder.resolve("stopped");
        Object[] command = {
            "table", "--rows", rows, "--out", stopped, "--data", data, "--validation-share=0.2", "--only", "good"
        };
        Cli cut;
        try {
            cut = Cli.run(Cli.interruptingAt("epoch 1/2"), command);
        } finally {
            Thread.interrupted();
        }
        assertThat(cut.code()).isEqualTo(PreparedRun.STOPPED);
        assertThat(cut.out())
                .endsWith("run the same command to resume with row 'good'; rows that are done do not run again"
                        + System.lineSeparator());
        assertThat(stopped.resolve("table.csv")).doesNotExist();

        assertThat(Cli.run(
                                "table",
                                "--rows",
                                rows,
                                "--out",
                                stopped,
                                "--data",
                                data,
                                "--validation-share=0.2",
                                "--dry-run")
                        .succeeded()
                        .out())
                .contains("good: to resume", "bad: to begin", "simclr, tiny, 2 epochs, batch size 8, seed 42")
                .contains("train-images-idx3-ubyte; validation-share=0.2 temperature=0.3 encoder=tiny lr=0.01");
        assertThat(stopped.resolve("table.csv")).doesNotExist();

        Cli went = Cli.run(command).succeeded();
        assertThat(went.out()).contains("row 1 of 1, good: to resume", "resumed after step ");
        assertThat(Cli.parameters(stopped.resolve("good/encoder.zip")))
                .isEqualTo(Cli.parameters(out.resolve("good/encoder.zip")));
        assertThat(Cli.lines(stopped.resolve("table.csv"))).hasSize(2);
    }

    @Test
    void aRowIsWhatPretrainMakesOfIt() throws IOException {
        Path alone = folder.resolve("alone");
        Cli.pretrain(
                        "--data",
                        data,
                        "--out",
                        alone,
                        "--validation-share",
                        "0.2",
                        "--set",
                        "temperature=0.3",
                        "--knn-every=0",
                        "--batch-size",
                        8)
                .succeeded();
        assertThat(Cli.parameters(alone.resolve("encoder.zip")))
                .isEqualTo(Cli.parameters(out.resolve("good/encoder.zip")));
        assertThat(Cli.lines(alone.resolve("run.yaml"))).isEqualTo(Cli.lines(out.resolve("good/run.yaml")));
    }

    @Test
    void aRowWithOtherSettingsIsRefusedBeforeAnythingRuns() throws IOException {
        Path changed = Files.writeString(
                folder.resolve("changed.yaml"),
                ROWS.replace("temperature: 0.3", "temperature: 0.4").replace("name: bad", "name: worse"));
        List<String> before = Cli.lines(out.resolve("table.csv"));
        assertThat(Cli.run("table", "--rows", changed, "--out", out, "--data", data)
                        .failure())
                .isEqualTo("ssl4j: the settings of row 'good' must be those that the run in " + out.resolve("good")
                        + " began with, got others: set.temperature was 0.3 and is 0.4, validation-share was 0.2"
                        + " and is 0.1; give the row another name, or delete that folder");
        assertThat(Cli.lines(out.resolve("table.csv"))).isEqualTo(before);
        assertThat(out.resolve("worse")).doesNotExist();
    }

    @Test
    void aFolderOfSomethingElseIsRefused(@TempDir Path other) throws IOException {
        Files.writeString(Files.createDirectory(other.resolve("good")).resolve("letter.txt"), "Dear");
        assertThat(table(other).failure())
                .isEqualTo("ssl4j: the folder of row 'good' must be empty or hold a run, " + other.resolve("good")
                        + " holds files and no run.yaml; give the row another name, or delete that folder");
        Files.delete(other.resolve("good/letter.txt"));
        Files.writeString(other.resolve("table.csv"), "a,b\n");
        assertThat(table(other).failure())
                .startsWith("ssl4j: " + other.resolve("table.csv") + " must begin with 'name,method,")
                .endsWith("', got 'a,b'; move it away, or replace it with --overwrite");
        Files.delete(other.resolve("table.csv"));
        Files.writeString(other.resolve("table.md"), "my notes");
        assertThat(table(other).failure())
                .isEqualTo("ssl4j: " + other.resolve("table.md") + " is not of this table, since there is no table.csv"
                        + " next to it; move it away, or replace it with --overwrite");
        assertThat(Cli.run("table", "--rows", rows, "--out", other, "--data", other.resolve("none"))
                        .failure())
                .isEqualTo("ssl4j: row 'good': there must be a file or folder at " + other.resolve("none")
                        + ", got nothing there; give another with --data");
    }

    private static JsonNode summary(Path table) throws IOException {
        return new ObjectMapper().readTree(table.resolve("good/summary.json").toFile());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}

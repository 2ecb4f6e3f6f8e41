package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.cli.run.PreparedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Every command on series: nothing but the data says that they are no images. */
class SeriesRunTest {

    @TempDir
    static Path folder;

    private static Path data;
    private static Path run;
    private static Cli output;

    @BeforeAll
    static void train() throws IOException {
        data = Waves.archive(folder.resolve("Waves"), true);
        run = folder.resolve("run");
        output = pretrain("--data", data, "--method", "simclr", "--out", run).succeeded();
    }

    private static Cli pretrain(Object... args) {
        List<Object> all = new ArrayList<>(List.of("pretrain", "--epochs", "2", "--batch-size", "16", "--width", "8"));
        all.addAll(List.of(args));
        return Cli.run(all.toArray());
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theRunSaysWhatItLearnsFrom() {
        assertThat(output.out())
                .contains("56 series of 1 channel x 32 time steps to learn from, 4 to watch, 20 to test")
                .contains("dilated-conv, 0.00 million parameters, representation of 32")
                .contains("on the validation series")
                .contains(" series/s, ");
    }

    @Test
    void theSummaryHasTheFloorsOfSeries() throws IOException {
        JsonNode floors = json(run.resolve("summary.json")).path("floors");
        assertThat(names(floors)).containsExactly("raw series", "random convolutions");
        floors.forEach(
                floor -> assertThat(floor.path("knnAccuracy").doubleValue()).isBetween(0.3, 1.0));
        JsonNode origin = json(run.resolve("provenance.json")).path("data");
        assertThat(origin.path("modality").asText()).isEqualTo("series");
        assertThat(origin.path("samples").asInt()).isEqualTo(56);
    }

    @Test
    void theSettingsAreInTheRunFile() throws IOException {
        assertThat(Files.readString(run.resolve("run.yaml")))
                .contains("modality: series", "read:", "normalize: per-series", "encoder: dilated-conv")
                .doesNotContain("color", "skip-unreadable");
    }

    @Test
    void aRunThatWasStoppedGoesOn() throws IOException {
        Path stopped = folder.resolve("stopped");
        assertThat(pretrain("--data", data, "--out", stopped, "--max-time", "0.00001")
                        .code())
                .isEqualTo(PreparedRun.STOPPED);
        Cli.run("pretrain", "--resume", stopped).succeeded();
        assertThat(Cli.parameters(stopped.resolve("encoder.zip")))
                .isEqualTo(Cli.parameters(run.resolve("encoder.zip")));
    }

    @Test
    void evaluateFindsTheSameFigures() throws IOException {
        Path file = folder.resolve("accuracies.json");
        Cli evaluated = Cli.run("evaluate", "--encoder", run.resolve("encoder.zip"), "--json", file)
                .succeeded();
        assertThat(evaluated.out()).contains("raw series", "random convolutions");
        assertThat(json(file).path("floors"))
                .isEqualTo(json(run.resolve("summary.json")).path("floors"));
        // Without the run beside it: the same samples, all of the training part to compare with.
        Path elsewhere = Files.copy(run.resolve("encoder.zip"), folder.resolve("elsewhere.zip"));
        assertThat(Cli.run("evaluate", "--encoder", elsewhere, "--data", data)
                        .succeeded()
                        .out())
                .contains("56 labelled samples to fit, 20 to test");
    }

    @Test
    void embedWritesAVectorForEverySeries() throws IOException {
        Path vectors = folder.resolve("vectors.csv");
        Path test = data.resolve("Waves_TEST.tsv");
        Cli.run("embed", "--encoder", run.resolve("encoder.zip"), "--data", test, "--out", vectors)
                .succeeded();
        assertThat(Cli.lines(vectors)).hasSize(21);
        // Name, label and 32 numbers.
        assertThat(Cli.lines(vectors).get(20).split(",")).hasSize(34);
    }

    @Test
    void aRunGoesOnFromAnEncoder() throws IOException {
        Path next = folder.resolve("next");
        pretrain("--data", data, "--init", run.resolve("encoder.zip"), "--method", "byol", "--out", next)
                .succeeded();
        assertThat(Files.readString(next.resolve("run.yaml"))).contains("modality: series");
    }

    @Test
    void aDryRunWritesNothing() {
        Path dry = folder.resolve("dry");
        assertThat(pretrain("--data", data, "--dry-run", "--out", dry)
                        .succeeded()
                        .out())
                .contains("nothing was written");
        assertThat(dry).doesNotExist();
    }

    @Test
    void augmentDrawsSeries() throws IOException {
        Path png = folder.resolve("views.png");
        Cli.run("augment", "--data", data, "--samples", "3", "--repeats", "1", "--out", png)
                .succeeded();
        assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(3 * 220);
        assertThat(Cli.run("augment", "--data", data, "--views", "sepia", "--out", png)
                        .usageError())
                .startsWith(
                        "ssl4j: --views got 'sepia': there is no recipe 'sepia' for series; the recipes are series-default,");
    }

    @Test
    void seriesOfSeveralLengthsAreMasked() throws IOException {
        Path unequal = Waves.archive(folder.resolve("Unequal"), false);
        Path out = folder.resolve("unequal-run");
        Cli said = pretrain("--data", unequal, "--read", "normalize=none", "--out", out)
                .succeeded();
        assertThat(said.out()).contains("1 channel x at most 32 time steps");
        assertThat(Files.readString(out.resolve("run.yaml"))).contains("normalize: none");
        Cli.run("evaluate", "--encoder", out.resolve("encoder.zip")).succeeded();
    }

    @Test
    void aTableHasThePlainestFloor() throws IOException {
        Path rows = folder.resolve("rows.yaml");
        Files.writeString(
                rows,
                """
                defaults:
                  epochs: 1
                  batch-size: 16
                  width: 8
                rows:
                  - name: simclr
                    read:
                      normalize: per-channel
                  - name: byol
                    method: byol
                """);
        Path table = folder.resolve("table");
        Cli.run("table", "--rows", rows, "--out", table, "--data", data).succeeded();
        assertThat(Cli.lines(table.resolve("table.csv"))).hasSize(3);
        assertThat(Files.readString(table.resolve("table.md")))
                .contains("Waves, 56 series of 1 channel x 32 time steps to learn from")
                .contains("normalize=per-channel");
        Cli.run("plot", table.resolve("simclr"), "--out", folder.resolve("plot.svg"))
                .succeeded();
    }

    @Test
    void whatIsForImagesIsRefused() {
        Path out = folder.resolve("refused");
        assertThat(pretrain("--data", data, "--size", "8x8", "--out", out).usageError())
                .startsWith("ssl4j: --size applies only to images, got series; for series give --read");
        assertThat(pretrain("--data", data, "--read", "color=red", "--out", out).usageError())
                .startsWith("ssl4j: --read has no option 'color'; its options are [normalize");
        assertThat(pretrain("--data", data, "--encoder", "resnet-xs", "--out", out)
                        .usageError())
                .startsWith("ssl4j: --encoder for series must be one of dilated-conv, fcn, got 'resnet-xs'");
        assertThat(pretrain("--data", data, "--method", "rotation", "--out", out)
                        .usageError())
                .startsWith("ssl4j: the method 'rotation' does not work on series");
        assertThat(Cli.run("pack", "--data", data, "--out", out).usageError())
                .startsWith("ssl4j: pack takes only images, got series");
        assertThat(pretrain("--modality", "series", "--out", out).failure())
                .startsWith("ssl4j: --data must be given for series");
    }
}

package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.SplitOptions;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.ImageModality;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.eval.knn.KnnProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** One run on labelled images, and what can be done with what it leaves behind. */
class PretrainTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Path data;
    private static Path run;
    private static Cli output;

    @BeforeAll
    static void pretrain() {
        LabeledImageDataset images = SyntheticImages.patterns(30, 4, 16, 1, 1);
        data = ImageFixtures.writeIdxImages(folder.resolve("train-images-idx3-ubyte.gz"), images);
        ImageFixtures.writeIdxLabels(folder.resolve("train-labels-idx1-ubyte.gz"), images.labels());
        run = folder.resolve("runs/first");
        output = Cli.pretrain("--data", data, "--out", run, "--seed", "7").succeeded();
    }

    @Test
    void theFolderHoldsTheRun() throws IOException {
        try (var files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "encoder.zip",
                            "summary.json",
                            "metrics.csv",
                            "knn.csv",
                            "run.yaml",
                            "data.csv",
                            "provenance.json",
                            "checkpoints");
        }
        // 120 images: by their names 21 to test, 7 to watch, 92 to learn from in 5 batches of 16.
        assertThat(Cli.lines(run.resolve("metrics.csv"))).hasSize(1 + 2 * 5);
        try (var files = Files.list(run.resolve("checkpoints"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("checkpoint-000000005.ssl4j", "checkpoint-000000010.ssl4j");
        }
    }

    @Test
    void equalRunsWriteEqualEncoderFiles(@TempDir Path other) {
        Path again = other.resolve("again");
        Cli.pretrain("--data", data, "--out", again, "--seed", "7").succeeded();
        assertThat(again.resolve("encoder.zip")).hasSameBinaryContentAs(run.resolve("encoder.zip"));
        assertThat(again.resolve("knn.csv")).hasSameBinaryContentAs(run.resolve("knn.csv"));
    }

    /**
     * As a comparison needs it: every training image is learned from, and the rate is that of the first step to the
     * end.
     */
    @Test
    void withoutWarmUpFallAndWatchedImages(@TempDir Path other) throws IOException {
        Path plain = other.resolve("plain");
        Cli done = Cli.pretrain(
                        "--data",
                        data,
                        "--out",
                        plain,
                        "--validation-share=0",
                        "--warmup-epochs=0",
                        "--lr-end-share=1",
                        "--lr",
                        "0.003")
                .succeeded();
        assertThat(done.out()).contains("99 images of 16 x 16 x 1 to learn from, 0 to watch, 21 to test");
        assertThat(plain.resolve("knn.csv")).doesNotExist();
        List<String> rows = Cli.lines(plain.resolve("metrics.csv"));
        int rate = List.of(rows.get(0).split(",")).indexOf("learning_rate");
        assertThat(rows.subList(1, rows.size())).hasSize(2 * 6).allMatch(row -> row.split(",")[rate].equals("0.003"));
        Cli again =
                Cli.run("evaluate", "--encoder", plain.resolve("encoder.zip")).succeeded();
        assertThat(again.out()).contains("99 labelled samples to fit, 21 to test");
    }

    @Test
    void theSummaryHasItsFieldsAndNoOthers() throws IOException {
        JsonNode summary = JSON.readTree(run.resolve("summary.json").toFile());
        assertThat(names(summary))
                .containsExactly(
                        "method",
                        "knnAccuracy",
                        "linearAccuracy",
                        "untrained",
                        "floors",
                        "details",
                        "embeddings",
                        "diagnoses",
                        "samplesPerSecond",
                        "trainSeconds",
                        "steps",
                        "epochs",
                        "seed");
        assertThat(names(summary.path("details"))).containsExactly("knn", "linear");
        assertThat(names(summary.path("details").path("linear")))
                .contains("accuracyInterval", "majorityShare", "balancedAccuracy", "confusion", "logLoss", "rocAuc");
        assertThat(names(summary.path("untrained"))).containsExactly("knnAccuracy", "linearAccuracy");
        assertThat(names(summary.path("floors").path("raw pixels"))).containsExactly("knnAccuracy", "linearAccuracy");
        assertThat(names(summary.path("embeddings")))
                .containsExactly("deviation", "fullSphereDeviation", "effectiveRank", "dimension");
        assertThat(summary.path("embeddings").path("fullSphereDeviation").doubleValue())
                .isEqualTo(1 / Math.sqrt(64));
        for (JsonNode scores : List.of(
                summary, summary.path("untrained"), summary.path("floors").path("raw pixels"))) {
            assertThat(scores.path("knnAccuracy").doubleValue()).isBetween(0.25, 1.0);
            assertThat(scores.path("linearAccuracy").doubleValue()).isBetween(0.25, 1.0);
        }
        assertThat(summary.path("method").asText()).isEqualTo("simclr");
        assertThat(summary.path("steps").asInt()).isEqualTo(2 * 5);
        assertThat(summary.path("epochs").asInt()).isEqualTo(2);
        assertThat(summary.path("seed").asLong()).isEqualTo(7);
        assertThat(summary.path("samplesPerSecond").asDouble()).isPositive();
        assertThat(summary.path("trainSeconds").asDouble()).isPositive();
    }

    @Test
    void theOutputSaysWhatHappens() throws IOException {
        String watched = Cli.lines(run.resolve("knn.csv")).get(2).split(",")[2];
        assertThat(output.out())
                .contains(": 92 images of 16 x 16 x 1 to learn from, 7 to watch, 21 to test")
                .contains("tiny, 0.02 million parameters, representation of 64")
                .contains("epoch 1/2  step 5/10  mean loss ")
                .contains("epoch 2: k-NN %.1f %% on the validation images".formatted(100 * Double.parseDouble(watched)))
                .contains("untrained encoder")
                .contains("raw pixels")
                .contains("encoder: " + run.resolve("encoder.zip"))
                .contains("summary: " + run.resolve("summary.json"));
    }

    @Test
    void theSavedEncoderGivesTheWatchedFigure() throws IOException {
        assertThat(Cli.lines(run.resolve("knn.csv"))).hasSize(3).startsWith("epoch,step,accuracy");
        DataOptions options = new DataOptions();
        options.path = data;
        DataSplit<Image> split =
                new SplitOptions().split(options.open(new ImageModality()).source());
        double accuracy = KnnProbe.of(20)
                .fit(
                        Encoder.load(run.resolve("encoder.zip"), Image.class),
                        split.bank().orElseThrow())
                .accuracy(split.validation().orElseThrow());
        assertThat(Cli.lines(run.resolve("knn.csv")).get(2)).isEqualTo("2,10," + accuracy);
    }

    @Test
    void evaluateFindsTheSameFiguresBesideTheRun() throws IOException {
        Path json = folder.resolve("accuracies.json");
        Cli evaluated = Cli.run("evaluate", "--encoder", run.resolve("encoder.zip"), "--json", json)
                .succeeded();
        assertThat(accuracies(json)).isEqualTo(accuracies(run.resolve("summary.json")));
        assertThat(output.out()).contains(evaluated.out().lines().skip(1).toList());
    }

    @Test
    void evaluateFindsTheSameFiguresFromTheEncoderAlone() throws IOException {
        Path alone = Files.createDirectories(folder.resolve("elsewhere")).resolve("model.zip");
        Files.copy(run.resolve("encoder.zip"), alone, StandardCopyOption.REPLACE_EXISTING);
        Path json = folder.resolve("alone.json");
        Cli.run("evaluate", "--encoder", alone, "--data", data, "--json", json).succeeded();
        assertThat(accuracies(json)).isEqualTo(accuracies(run.resolve("summary.json")));
    }

    @Test
    void evaluateRefusesOptionsThatItWouldIgnore() {
        assertThat(Cli.run("evaluate", "--encoder", run.resolve("encoder.zip"), "--limit", "50")
                        .usageError())
                .isEqualTo("ssl4j: without --data, data and split come from " + run.resolve("run.yaml")
                        + ", and no other options can be given, got --limit (see 'ssl4j help evaluate')");
    }

    @Test
    void aCompleteRunIsMeasuredAgain(@TempDir Path copy) throws IOException {
        Files.copy(run.resolve("run.yaml"), copy.resolve("run.yaml"));
        Files.copy(run.resolve("data.csv"), copy.resolve("data.csv"));
        Files.createDirectories(copy.resolve("checkpoints"));
        Path last = Path.of("checkpoints", "checkpoint-000000010.ssl4j");
        Files.copy(run.resolve(last), copy.resolve(last));
        Cli again = Cli.run("pretrain", "--resume", copy).succeeded();
        assertThat(again.out()).contains("this run is already complete; its encoder is saved and measured again");
        assertThat(accuracies(copy.resolve("summary.json"))).isEqualTo(accuracies(run.resolve("summary.json")));
        assertThat(Cli.parameters(copy.resolve("encoder.zip"))).isEqualTo(Cli.parameters(run.resolve("encoder.zip")));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The accuracies as they are written, digit by digit. */
    private static List<String> accuracies(Path json) throws IOException {
        JsonNode root = JSON.readTree(json.toFile());
        return List.of(
                root.path("knnAccuracy").asText(),
                root.path("linearAccuracy").asText(),
                root.path("untrained").toString(),
                root.path("floors").toString());
    }
}

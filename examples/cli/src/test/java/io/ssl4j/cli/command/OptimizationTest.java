package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** LARS, rates per 256 images, a rising weight decay and accumulation from the command line. */
class OptimizationTest {

    @TempDir
    static Path folder;

    private static Path data;

    @BeforeAll
    static void images() {
        data = ImageFixtures.writeIdxImages(
                folder.resolve("images-idx3-ubyte"), SyntheticImages.patterns(16, 3, 16, 1, 1));
    }

    @Test
    void bothRatesAreSaidAndRecorded() throws IOException {
        Path run = folder.resolve("lars");
        Cli done = pretrain(
                        run,
                        "--method=rotation --encoder=tiny-plain --epochs=2 --batch-size=8 --accumulate=2"
                                + " --optimizer=lars --lr-per-256=4 --trust-coefficient=0.02 --clip-trust"
                                + " --weight-decay=0.04 --weight-decay-end=0.4 --warmup-epochs=0")
                .succeeded();
        assertThat(done.out())
                .contains("batch size 8 x 2 accumulated = 16 samples per update")
                .contains("learning rate 0.25 = 4.0 per 256 samples, scaled linearly to 16 samples per update");
        assertThat(Cli.lines(run.resolve("run.yaml")))
                .contains("lr-per-256: 4.0", "lr-scaling: linear", "trust-coefficient: 0.02", "accumulate: 2")
                .noneMatch(line -> line.startsWith("lr:"));
        JsonNode provenance =
                new ObjectMapper().readTree(run.resolve("provenance.json").toFile());
        assertThat(provenance.path("learningRateThatRuns").asDouble()).isEqualTo(0.25);
        assertThat(provenance.path("samplesPerUpdate").asInt()).isEqualTo(16);
        List<String> rows = Cli.lines(run.resolve("metrics.csv"));
        int rate = List.of(rows.get(0).split(",")).indexOf("learning_rate");
        assertThat(rows).hasSize(1 + 2 * 3);
        assertThat(rows.get(1).split(",")[rate]).isEqualTo("0.25");
        // All of it is read back: a run resumes under the settings that it began with, or not at all.
        assertThat(Cli.run("pretrain", "--resume", run).succeeded().out())
                .contains("this run is already complete")
                .contains("learning rate 0.25 = 4.0 per 256 samples, scaled linearly to 16 samples per update");
    }

    /** What is not asked for does nothing; what is asked for changes the encoder and is recorded. */
    @Test
    void decayOnAllAndASeparateRateForBiasesReachTheRun() throws IOException {
        String options = "--method=simclr --encoder=tiny --epochs=1 --batch-size=16 --optimizer=lars --lr-per-256=2"
                + " --weight-decay=0.5 --warmup-epochs=0";
        Path plain = folder.resolve("decay-on-weights");
        Path all = folder.resolve("decay-on-all");
        Path slow = folder.resolve("slow-biases");
        pretrain(plain, options).succeeded();
        pretrain(all, options + " --weight-decay-on=all").succeeded();
        pretrain(slow, options + " --lr-biases=0.048").succeeded();
        assertThat(Cli.lines(plain.resolve("run.yaml"))).contains("weight-decay-on: weights");
        assertThat(Cli.lines(all.resolve("run.yaml"))).contains("weight-decay-on: all");
        assertThat(Cli.lines(slow.resolve("run.yaml"))).contains("lr-biases: 0.048");
        float[] usual = Cli.parameters(plain.resolve("encoder.zip"));
        assertThat(Cli.parameters(all.resolve("encoder.zip"))).isNotEqualTo(usual);
        assertThat(Cli.parameters(slow.resolve("encoder.zip"))).isNotEqualTo(usual);
        assertThat(Cli.run("pretrain", "--resume", slow).succeeded().out()).contains("this run is already complete");
        String changed = Files.readString(slow.resolve("run.yaml")).replace("lr-biases: 0.048", "lr-biases: 0.5");
        Files.writeString(slow.resolve("run.yaml"), changed);
        assertThat(Cli.run("pretrain", "--resume", slow).failure())
                .contains("it was written with optimizer = lars(")
                .contains("biasAndNorm=not decayed, learning rate x 0.024")
                .contains("learning rate x 0.25");
    }

    @Test
    void aRateOfBiasesMustBeAboveZero() {
        assertThat(pretrain(folder.resolve("none"), "--lr-biases=0").usageError())
                .isEqualTo("ssl4j: --lr-biases must be finite and above 0, got 0.0 (see 'ssl4j help pretrain')");
        assertThat(pretrain(folder.resolve("none"), "--weight-decay-on=biases").usageError())
                .contains("--weight-decay-on")
                .contains("'biases'");
    }

    /** DINO's decay grows by itself; that of the option is not left out in silence. */
    @Test
    void aDecayWithTwoSchedulesIsRefused() {
        String dino =
                "--method=dino --encoder=tiny --epochs=1 --batch-size=16 --weight-decay=0.04 --weight-decay-end=0.4"
                        + " --set projector-hidden=8 --set projector-output=8 --set outputs=8";
        assertThat(pretrain(folder.resolve("two-schedules"), dino).failure())
                .contains("method 'dino' has one of its own for network 'encoder', cosine(finalFactor=10.0)")
                .contains("leave the run's out (weightDecaySchedule)")
                .contains("decay-growth to 1");
        pretrain(folder.resolve("one-schedule"), dino + " --set decay-growth=1").succeeded();
    }

    /** 48 images are three updates of 16, in one batch or in four. */
    @Test
    void accumulatedBatchesTrainTheEncoderOfOneLargeBatch() throws IOException {
        String options = "--method=rotation --encoder=tiny-plain --epochs=2 --optimizer=sgd --lr=0.05";
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        pretrain(whole, options + " --batch-size=16").succeeded();
        pretrain(parts, options + " --batch-size=4 --accumulate=4").succeeded();
        assertSameLosses(whole, parts);
    }

    /** SimCLR ties all images of a batch together; the chunks do not show, and the settings are kept. */
    @Test
    void aBatchInChunksTrainsTheSameEncoder() throws IOException {
        String options = "--method=simclr --set projector-norm=none --set projector-output-norm=none"
                + " --encoder=tiny-plain --epochs=2 --batch-size=16 --optimizer=sgd --lr=0.05";
        Path whole = folder.resolve("at-once");
        Path chunks = folder.resolve("chunks");
        pretrain(whole, options).succeeded();
        pretrain(chunks, options + " --chunk-size=5").succeeded();
        assertSameLosses(whole, chunks);
        assertThat(Cli.lines(chunks.resolve("run.yaml"))).contains("chunk-size: 5");
    }

    @Test
    void chunksOfOneImageAreRefusedForAnEncoderWithBatchNorm() {
        Path run = folder.resolve("ones");
        assertThat(pretrain(run, "--method=simclr --encoder=tiny --epochs=1 --batch-size=16 --chunk-size=1")
                        .failure())
                .isEqualTo(
                        "ssl4j: network 'encoder' of method 'simclr' has batch norm, which in training needs at least"
                                + " 2 rows in each of 1 group(s), got chunks of 1 row(s); use chunks of at least 2,"
                                + " or a network without batch norm");
        assertThat(run.resolve("run.yaml")).doesNotExist();
        assertThat(run.resolve("metrics.csv")).doesNotExist();
    }

    private static void assertSameLosses(Path one, Path other) throws IOException {
        List<String> wanted = Cli.lines(one.resolve("metrics.csv"));
        List<String> actual = Cli.lines(other.resolve("metrics.csv"));
        int loss = List.of(wanted.get(0).split(",")).indexOf("loss");
        assertThat(actual).hasSameSizeAs(wanted);
        for (int i = 1; i < wanted.size(); i++) {
            assertThat(Double.parseDouble(actual.get(i).split(",")[loss]))
                    .isCloseTo(Double.parseDouble(wanted.get(i).split(",")[loss]), within(1e-5));
        }
    }

    private static Cli pretrain(Path run, String options) {
        return Cli.run((Object[]) ("pretrain --data=" + data + " --out=" + run + " " + options).split(" "));
    }
}
